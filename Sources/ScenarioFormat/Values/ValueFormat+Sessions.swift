internal import EventsAndEffects
internal import Scenarios

extension ValueFormat where Value == SessionSelector {
    /// Which sessions: `all`, a share, a count, a list of numbers, or a group.
    static let sessions = ValueFormat(
        schema: .any([
            .names(["all"]), .reference("share"), ValueFormat<Int>.countSchema(bounds),
            numbers.schema, group.schema(defaults: ""),
        ])
    ) { node, reading in
        switch node.content {
        case .list:
            return numbers.read(node, &reading).map(SessionSelector.list)
        case .map where node.bracedName == nil:
            guard let name = group.read(node, defaults: "", &reading) else { return nil }
            return .group(name)
        case .map, .text:
            return readText(node, &reading)
        }
    } write: { selector in
        switch selector {
        case .all: .word("all")
        case .share(let share): .word(ShareText.write(share))
        case .count(let count): .word(String(count))
        case .list(let list): numbers.write(list)
        case .group(let name): group.write(name, defaults: name)
        case .triggering:
            preconditionFailure("The session of the trigger is a default, which is not written.")
        }
    }

    private static let bounds = 1...CountText.largest
    private static let numbers = ValueFormat<[Int]>.list(of: .count(bounds), atLeast: 1)
    private static let group = MapDescription<String>([
        Field("group", \.self, .text, isRequired: true, "The name of a client group.")
    ])

    private static func readText(
        _ node: SyntaxNode,
        _ reading: inout Reading
    ) -> SessionSelector? {
        guard let text = node.text(expecting: .sessions, &reading) else { return nil }
        do throws(TextProblem) {
            if text == "all" { return .all }
            if DecimalText.isWhole(text[...]) {
                return .count(try CountText.parse(text[...], bounds))
            }
            return .share(try ShareText.parse(text[...]))
        } catch {
            reading.report(error.problem(expecting: .sessions, text: text), at: node.position)
            return nil
        }
    }
}
