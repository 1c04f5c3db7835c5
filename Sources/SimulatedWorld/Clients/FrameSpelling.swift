import Histories

/// How a client writes its JSON: people's clients do not all write the same text for the same frame.
///
/// RFC 8259 leaves a writer free to escape any character of a string and to put blanks between
/// tokens. A server must read all of it alike. The session's number decides: nothing is drawn, so
/// that no run depends on it.
enum FrameSpelling: Int, CaseIterable {
    /// As short as it gets.
    case plain
    /// Everything beyond ASCII escaped, above the basic plane as a surrogate pair.
    case ascii
    /// Every character of a string escaped, with blanks and line breaks between tokens.
    case verbose

    /// The spelling of a session's client.
    init(of session: SessionNumber) {
        self = Self.allCases[session.index % Self.allCases.count]
    }

    /// Writes a JSON text in this spelling.
    func spell(_ json: String) -> String {
        self == .plain ? json : respell(json)
    }

    /// Fast path: bytes and not characters, since every frame of most clients goes through here.
    private func respell(_ json: String) -> String {
        var text: [UInt8] = []
        text.reserveCapacity(6 * json.utf8.count)
        var isInString = false
        var scalars = json.unicodeScalars.makeIterator()
        while let scalar = scalars.next() {
            switch scalar {
            case "\"":
                isInString.toggle()
                text.append(UInt8(ascii: "\""))
            case "\\":
                // What is escaped already stays as it is: \n, or \u and four digits.
                text.append(UInt8(ascii: "\\"))
                guard let kind = scalars.next() else { break }
                text.append(contentsOf: kind.utf8)
                guard kind == "u" else { break }
                for _ in 0..<4 {
                    if let digit = scalars.next() { text.append(contentsOf: digit.utf8) }
                }
            case _ where isInString: append(scalar, to: &text)
            default:
                if self == .verbose {
                    text.append(contentsOf: Self.spaced(scalar).utf8)
                } else {
                    text.append(contentsOf: scalar.utf8)
                }
            }
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// A sign between strings as a verbose writer sets it.
    private static func spaced(_ sign: Unicode.Scalar) -> String {
        switch sign {
        case "{": "{\n\t"
        case ":": " : "
        case ",": ",\r\n\t"
        default: String(sign)
        }
    }

    private func append(_ scalar: Unicode.Scalar, to text: inout [UInt8]) {
        guard self == .verbose || !scalar.isASCII else {
            text.append(contentsOf: scalar.utf8)
            return
        }
        if let letter = Self.letter(ofEscaped: scalar) {
            text += [UInt8(ascii: "\\"), letter]
            return
        }
        for unit in scalar.utf16 {
            let digits = unit % 2 == 0 ? Self.upperDigits : Self.lowerDigits
            text.append(UInt8(ascii: "\\"))
            text.append(UInt8(ascii: "u"))
            for shift in [12, 8, 4, 0] as [UInt16] { text.append(digits[Int(unit >> shift & 15)]) }
        }
    }

    /// The letter of a short escape; those of quotes, backslashes and line ends are there already.
    private static func letter(ofEscaped scalar: Unicode.Scalar) -> UInt8? {
        switch scalar {
        case "/": UInt8(ascii: "/")
        case "\u{8}": UInt8(ascii: "b")
        case "\u{C}": UInt8(ascii: "f")
        default: nil
        }
    }

    private static let upperDigits = Array("0123456789ABCDEF".utf8)
    private static let lowerDigits = Array("0123456789abcdef".utf8)
}
