internal import Yams

/// Reads YAML into syntax nodes; the only file that knows the YAML library.
///
/// A hostile file costs bounded time and memory: its size, its aliases and the number of its values
/// are limited here, and the depth of its nesting by the library.
struct SyntaxComposer {
    /// An alias multiplies what it names; a dozen of them cannot grow a file beyond reason.
    static let mostAliases = 12
    /// The values that a file may have after its aliases were resolved.
    static let mostValues = 200_000
    /// A file with more repeated keys than this is told of the rest after these are gone.
    private static let mostRepeatedKeys = 32
    /// What is read again and again for repeated keys, all in all.
    private static let mostBytesComposed = 2_097_152

    private let source: SourceText
    private var repeatedKeys = RepeatedKeys()
    private var values = 0
    private(set) var problems: [PlacedProblem] = []

    init(_ source: SourceText) {
        self.source = source
    }

    /// The file's one document; `nil`, and a problem, if it has none.
    mutating func compose() -> SyntaxNode? {
        if AliasCount.of(source.text) > Self.mostAliases {
            report(.tooManyAliases(limit: Self.mostAliases), at: .start)
            return nil
        }
        guard let root = composeYAML() else { return nil }
        guard let node = convert(root) else {
            report(.tooManyValues(limit: Self.mostValues), at: .start)
            return nil
        }
        return node
    }

    private mutating func report(_ problem: Problem, at position: SourcePosition) {
        problems.append((problem, position))
    }

    /// Composes the text, again for each repeated key: the library gives up at the first.
    private mutating func composeYAML() -> Node? {
        var text = source.text
        // The library reads through a pointer into the text, which a text of up to 15 bytes lacks.
        text += String(repeating: "\n", count: 16)
        let attempts = min(Self.mostRepeatedKeys, Self.mostBytesComposed / text.utf8.count)
        for _ in 0...attempts {
            do {
                // The basic resolver leaves plain texts what they are: no numbers, no nulls.
                let parser = try Parser(yaml: text, resolver: .basic, encoding: .utf8)
                if let root = try parser.singleRoot() { return root }
                report(.emptyFile, at: .start)
                return nil
            } catch YamlError.duplicatedKeysInMapping(let keys, let context) {
                let position = SourcePosition(context.mark)
                guard let renamed = repeatedKeys.rename(keys[0], at: position, in: text) else {
                    reportRepeatedKeys()
                    report(.repeatedKey(keys[0], firstLine: nil), at: position)
                    return nil
                }
                text = renamed
            } catch {
                reportRepeatedKeys()
                let found = Self.problem(for: error, in: source)
                report(found.problem, at: found.position)
                return nil
            }
        }
        reportRepeatedKeys()
        report(.tooManyRepeatedKeys, at: .start)
        return nil
    }

    /// Reports the repeated keys that were found in a file that could not be composed after all.
    private mutating func reportRepeatedKeys() {
        for (name, position) in repeatedKeys.all {
            report(.repeatedKey(name, firstLine: nil), at: position)
        }
    }

    /// Converts a node; `nil` once there are too many.
    private mutating func convert(_ node: Node) -> SyntaxNode? {
        values += 1
        guard values <= Self.mostValues else { return nil }
        let position = node.mark.map(SourcePosition.init) ?? .start
        reportTag(of: node, at: position)
        switch node {
        case .scalar(let scalar):
            let content = SyntaxNode.Content.text(scalar.string, isPlain: scalar.style == .plain)
            return SyntaxNode(position: position, content: content)
        case .sequence(let sequence):
            var elements: [SyntaxNode] = []
            for element in sequence {
                guard let element = convert(element) else { return nil }
                elements.append(element)
            }
            return SyntaxNode(position: position, content: .list(elements))
        case .mapping(let mapping):
            guard let entries = convert(mapping) else { return nil }
            return SyntaxNode(position: position, content: .map(entries))
        case .alias:
            preconditionFailure("The YAML library resolves aliases while it composes.")
        }
    }

    private mutating func convert(_ mapping: Node.Mapping) -> [SyntaxEntry]? {
        var entries: [SyntaxEntry] = []
        var lines: [String: Int] = [:]
        for (key, value) in mapping {
            let position = key.mark.map(SourcePosition.init) ?? .start
            guard let value = convert(value) else { return nil }
            guard case .scalar(let scalar) = key else {
                report(.keyIsNotText, at: position)
                continue
            }
            let name = repeatedKeys.originalName(at: position) ?? scalar.string
            if let line = lines[name] {
                report(.repeatedKey(name, firstLine: line), at: position)
                continue
            }
            lines[name] = position.line
            entries.append(SyntaxEntry(key: name, keyPosition: position, value: value))
        }
        return entries
    }

    /// An explicit tag would be read as something else by other tools than by this one.
    private mutating func reportTag(of node: Node, at position: SourcePosition) {
        let tag = node.tag.rawValue
        let implicit: [Tag.Name] = [.implicit, .str, .seq, .map, .nonSpecific]
        guard !implicit.contains(where: { $0.rawValue == tag }) else { return }
        report(.tag(tag), at: position)
    }
}
