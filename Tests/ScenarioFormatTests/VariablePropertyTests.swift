import EventsAndEffects
import ScenarioFormat
import Scenarios
import SchemaValidation
import Testing
import Yams

/// Wherever a scalar value stands, a variable may stand for it, to the parser and to editors.
@Suite struct VariablePropertyTests {
    @Test(arguments: 1...40 as ClosedRange<UInt64>)
    func `a value that is moved into a variable means the same`(seed: UInt64) throws {
        var generator = ScenarioGenerator(seed: seed)
        let original = generator.scenario()
        let node = try #require(try Yams.compose(yaml: ScenarioWriter().write(original)))
        var mover = Mover(generator: generator)
        let body = mover.move(node)
        let declared = mover.values.map {
            (Node("v\($0.offset)"), Node($0.text, .implicit, .doubleQuoted))
        }
        guard case .mapping(var root) = body else {
            Issue.record("a file is a map")
            return
        }
        root["vars"] = Node(declared)
        let text = try Yams.serialize(node: .mapping(root))
        #expect(try scenario(text) == original, "\(text)")
        let schema = JSONSchemaValidator(ScenarioSchema(knownInvariants: knownInvariants).json)
        #expect(try schema.accepts(EditorYAML.value(of: text)), "\(text)")
    }
}

/// Takes some scalars out of a tree and puts variables in their places.
private struct Mover {
    var generator: ScenarioGenerator
    var values: [(offset: Int, text: String)] = []

    mutating func move(_ node: Node) -> Node {
        switch node {
        case .scalar(let scalar):
            guard values.count < 90, generator.flag() else { return node }
            // Written texts have their dollars doubled already; the generator makes none.
            values.append((values.count, scalar.string))
            return Node("${v\(values.count - 1)}", .implicit, .doubleQuoted)
        case .sequence(let sequence):
            return Node(sequence.map { move($0) })
        case .mapping(let mapping):
            return Node(mapping.map { ($0.key, move($0.value)) })
        case .alias:
            return node
        }
    }
}
