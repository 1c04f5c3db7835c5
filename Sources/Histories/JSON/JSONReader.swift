/// A strict reader of one JSON text (RFC 8259) that keeps columns.
///
/// It accepts nothing that the grammar does not, refuses duplicate names and nests at most 64 deep,
/// so that no input can make it trap or recurse without bound.
struct JSONReader {
    /// A problem and the column at which it was met, from 1.
    struct Failure: Error, Equatable {
        var column: Int
        var problem: JSONProblem
    }

    private static let depthLimit = 64
    private let bytes: [UInt8]
    private var position = 0

    private init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// Reads a whole text.
    ///
    /// - Throws: `Failure` at the first byte that the grammar does not allow.
    static func read(_ bytes: [UInt8]) throws(Failure) -> JSONNode {
        var reader = JSONReader(bytes)
        let node = try reader.value(depth: 0)
        reader.skipSpace()
        guard reader.position == bytes.count else { throw reader.failure(.trailingBytes) }
        return node
    }

    private mutating func value(depth: Int) throws(Failure) -> JSONNode {
        skipSpace()
        guard depth < Self.depthLimit else { throw failure(.tooDeep) }
        let column = position + 1
        guard let byte = peek else { throw failure(.unexpectedEnd) }
        let value: JSONNode.Value
        switch byte {
        case UInt8(ascii: "{"): value = .object(try members(depth: depth))
        case UInt8(ascii: "["): value = .array(try elements(depth: depth))
        case UInt8(ascii: "\""): value = .string(try string())
        case UInt8(ascii: "t"): value = try word("true", .boolean(true))
        case UInt8(ascii: "f"): value = try word("false", .boolean(false))
        case UInt8(ascii: "n"): value = try word("null", .null)
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
            value = .number(try number())
        default: throw failure(.unexpectedByte(byte))
        }
        return JSONNode(value: value, column: column)
    }

    private mutating func members(depth: Int) throws(Failure) -> [JSONMember] {
        position += 1
        var members: [JSONMember] = []
        skipSpace()
        if take(UInt8(ascii: "}")) { return members }
        while true {
            skipSpace()
            let column = position + 1
            guard peek == UInt8(ascii: "\"") else { throw unexpected() }
            let name = try string()
            guard !members.contains(where: { $0.name == name }) else {
                throw Failure(column: column, problem: .duplicateName(name))
            }
            skipSpace()
            guard take(UInt8(ascii: ":")) else { throw unexpected() }
            let node = try value(depth: depth + 1)
            members.append(JSONMember(name: name, column: column, node: node))
            skipSpace()
            if take(UInt8(ascii: "}")) { return members }
            guard take(UInt8(ascii: ",")) else { throw unexpected() }
        }
    }

    private mutating func elements(depth: Int) throws(Failure) -> [JSONNode] {
        position += 1
        var elements: [JSONNode] = []
        skipSpace()
        if take(UInt8(ascii: "]")) { return elements }
        while true {
            elements.append(try value(depth: depth + 1))
            skipSpace()
            if take(UInt8(ascii: "]")) { return elements }
            guard take(UInt8(ascii: ",")) else { throw unexpected() }
        }
    }

    private mutating func word(
        _ word: StaticString,
        _ value: JSONNode.Value
    ) throws(Failure) -> JSONNode.Value {
        for index in 0..<word.utf8CodeUnitCount {
            guard take(word.utf8Start[index]) else { throw unexpected() }
        }
        return value
    }

    private mutating func number() throws(Failure) -> String {
        let start = position
        _ = take(UInt8(ascii: "-"))
        if !take(UInt8(ascii: "0")) { try digits() }
        if take(UInt8(ascii: ".")) { try digits() }
        if take(UInt8(ascii: "e")) || take(UInt8(ascii: "E")) {
            if !take(UInt8(ascii: "+")) { _ = take(UInt8(ascii: "-")) }
            try digits()
        }
        return String(decoding: bytes[start..<position], as: UTF8.self)
    }

    private mutating func digits() throws(Failure) {
        let start = position
        while let byte = peek, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) {
            position += 1
        }
        guard position > start else { throw failure(.invalidNumber) }
    }

    private mutating func string() throws(Failure) -> String {
        position += 1
        let start = position
        var decoder = JSONStringDecoder()
        while let byte = peek {
            position += 1
            switch byte {
            case UInt8(ascii: "\""):
                guard let text = decoder.text else {
                    throw Failure(column: start, problem: .invalidUTF8)
                }
                return text
            case UInt8(ascii: "\\"):
                if let problem = decoder.escape(in: bytes, at: &position) {
                    throw failure(problem)
                }
            case 0..<0x20:
                position -= 1
                throw failure(.controlCharacter)
            default: decoder.append(byte)
            }
        }
        throw failure(.unexpectedEnd)
    }

    private var peek: UInt8? { position < bytes.count ? bytes[position] : nil }

    private mutating func take(_ byte: UInt8) -> Bool {
        guard peek == byte else { return false }
        position += 1
        return true
    }

    private mutating func skipSpace() {
        while let byte = peek, byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D {
            position += 1
        }
    }

    private func failure(_ problem: JSONProblem) -> Failure {
        Failure(column: position + 1, problem: problem)
    }

    private func unexpected() -> Failure {
        failure(peek.map(JSONProblem.unexpectedByte) ?? .unexpectedEnd)
    }
}
