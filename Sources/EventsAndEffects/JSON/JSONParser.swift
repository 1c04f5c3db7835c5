/// The grammar behind `JSONReader`, whichever kind of tree it makes.
///
/// Both kinds are made in this module, so that the compiler makes a parser for each.
struct JSONParser<Tree: JSONTree> {
    /// With more members than these, names are looked up and not compared one by one: whoever sends
    /// an object of a hundred thousand must not keep the server busy with it.
    private static var fewMembers: Int { 16 }

    private var scanner: JSONScanner
    private var valuesLeft = JSONReader.valueLimit

    private init(scanner: JSONScanner) {
        self.scanner = scanner
    }

    /// Reads the one value that the bytes consist of.
    ///
    /// Returns what others throw, because a closure's error has no type in `withUTF8`.
    static func result(
        of bytes: UnsafeBufferPointer<UInt8>,
        ofText isText: Bool
    ) -> Result<Tree, JSONError> {
        var parser = JSONParser(scanner: JSONScanner(bytes, ofText: isText))
        do throws(JSONError) { return .success(try parser.document()) } catch {
            return .failure(error)
        }
    }

    private mutating func document() throws(JSONError) -> Tree {
        let value = try value(depth: 0)
        scanner.skipSpace()
        guard scanner.peek == nil else { throw scanner.failure(.trailingBytes) }
        return value
    }

    private mutating func value(depth: Int) throws(JSONError) -> Tree {
        scanner.skipSpace()
        let start = scanner.position
        valuesLeft -= 1
        guard valuesLeft >= 0 else { throw scanner.failure(.tooManyValues) }
        guard let value = Tree(try content(depth: depth), at: start) else {
            throw scanner.failure(.invalidNumber, of: start)
        }
        return value
    }

    private mutating func content(depth: Int) throws(JSONError) -> JSONContent<Tree> {
        switch scanner.peek ?? 0 {
        case UInt8(ascii: "{"): return .object(try members(depth: depth + 1))
        case UInt8(ascii: "["): return .array(try elements(depth: depth + 1))
        case UInt8(ascii: "\""): return .string(try scanner.string())
        case UInt8(ascii: "t"):
            try scanner.word("true")
            return .boolean(true)
        case UInt8(ascii: "f"):
            try scanner.word("false")
            return .boolean(false)
        case UInt8(ascii: "n"):
            try scanner.word("null")
            return .null
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
            return .number(try scanner.number())
        default: throw scanner.unexpected
        }
    }

    private mutating func members(depth: Int) throws(JSONError) -> [Tree.Member] {
        try open(depth: depth)
        var members: [Tree.Member] = []
        if scanner.take(UInt8(ascii: "}")) { return members }
        // Most objects are frames: room for their members at once, instead of growing thrice.
        members.reserveCapacity(5)
        var names: Set<String> = []
        while true {
            scanner.skipSpace()
            let start = scanner.position
            guard scanner.peek == UInt8(ascii: "\"") else { throw scanner.unexpected }
            let name = try scanner.string()
            if members.count == Self.fewMembers { names = Set(members.map(\.name)) }
            let isNew =
                members.count < Self.fewMembers
                ? !members.contains { $0.name == name } : names.insert(name).inserted
            guard isNew else {
                throw JSONError(offset: start, position: start, problem: .duplicateName(name))
            }
            scanner.skipSpace()
            guard scanner.take(UInt8(ascii: ":")) else { throw scanner.unexpected }
            let value = try value(depth: depth)
            members.append(Tree.Member(name: name, at: start, value: value))
            if try closes(UInt8(ascii: "}")) { return members }
        }
    }

    private mutating func elements(depth: Int) throws(JSONError) -> [Tree] {
        try open(depth: depth)
        var elements: [Tree] = []
        if scanner.take(UInt8(ascii: "]")) { return elements }
        while true {
            elements.append(try value(depth: depth))
            if try closes(UInt8(ascii: "]")) { return elements }
        }
    }

    private mutating func open(depth: Int) throws(JSONError) {
        guard depth <= JSONReader.depthLimit else { throw scanner.failure(.tooDeep) }
        scanner.position += 1
        scanner.skipSpace()
    }

    /// Reads the bracket, or else the comma before what follows.
    private mutating func closes(_ bracket: UInt8) throws(JSONError) -> Bool {
        scanner.skipSpace()
        if scanner.take(bracket) { return true }
        guard scanner.take(UInt8(ascii: ",")) else { throw scanner.unexpected }
        return false
    }
}
