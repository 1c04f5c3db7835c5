internal import EventsAndEffects

/// How a value is written in a scenario file: reading, writing and describing it in one place.
///
/// The parser, the writer and the JSON Schema are all made of these, so they cannot drift apart.
struct ValueFormat<Value: Sendable>: Sendable {
    /// Reads a value; `nil`, and a problem, if it is not one.
    let read: @Sendable (SyntaxNode, inout Reading) -> Value?
    /// Writes a value in its canonical form.
    let write: @Sendable (Value) -> Written
    /// What the JSON Schema says of it.
    let schema: JSONValue

    init(
        schema: JSONValue,
        read: @escaping @Sendable (SyntaxNode, inout Reading) -> Value?,
        write: @escaping @Sendable (Value) -> Written
    ) {
        self.read = read
        self.write = write
        self.schema = schema
    }

    /// A format whose values are one text; the closure says why a text is not a value.
    init(
        _ expected: Problem.Expected,
        schema: JSONValue,
        parse: @escaping @Sendable (String) throws(TextProblem) -> Value,
        write: @escaping @Sendable (Value) -> String
    ) {
        self.init(schema: schema) { node, reading in
            guard let text = node.text(expecting: expected, &reading) else { return nil }
            do throws(TextProblem) {
                return try parse(text)
            } catch {
                reading.report(error.problem(expecting: expected, text: text), at: node.position)
                return nil
            }
        } write: { value in
            .word(write(value))
        }
    }
}

extension SyntaxNode {
    /// The text of the node; `nil`, and a problem, if it has none.
    func text(expecting expected: Problem.Expected, _ reading: inout Reading) -> String? {
        switch content {
        case .text(let text, _) where !isNothing:
            return text
        case .map where bracedName != nil:
            reading.report(.unquotedPlaceholder(bracedName ?? ""), at: position)
        case .text, .list, .map:
            reading.report(.wrongShape(expected, found: shape), at: position)
        }
        return nil
    }

    /// What is written, for a message.
    var shape: Problem.Shape {
        switch content {
        case .text: isNothing ? .nothing : .text
        case .list: .list
        case .map: .map
        }
    }
}

/// Why a text is not the value that is expected.
enum TextProblem: Error, Equatable {
    /// It is something else.
    case malformed
    /// It is a number, but a unit is needed.
    case missingUnit
    /// It is smaller or larger than allowed.
    case outOfBounds(minimum: String, maximum: String)
    /// It is finer than the unit that the value is kept in.
    case tooFine(unit: String)
    /// It is a range that ends before it begins.
    case backward
    /// It is none of the names.
    case unknownName(Problem.NameKind, known: [String])

    /// The problem of a file with that text in it.
    func problem(expecting expected: Problem.Expected, text: String) -> Problem {
        switch self {
        case .malformed: .notA(expected, text: text)
        case .missingUnit: .missingUnit(expected, text: text)
        case .outOfBounds(let minimum, let maximum):
            .outOfBounds(text: text, minimum: minimum, maximum: maximum)
        case .tooFine(let unit): .tooFine(text: text, unit: unit)
        case .backward: .backwardRange(text: text)
        case .unknownName(let kind, let known): .unknownName(kind, text, known: known)
        }
    }
}
