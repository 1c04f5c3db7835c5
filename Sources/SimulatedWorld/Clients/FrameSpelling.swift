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

    /// What a verbose writer puts behind the signs between strings.
    private static let blanks: [Unicode.Scalar: String] = ["{": "\n\t", ":": " ", ",": "\r\n\t"]

    /// The spelling of a session's client.
    init(of session: SessionNumber) {
        self = Self.allCases[session.index % Self.allCases.count]
    }

    /// Writes a JSON text in this spelling.
    func spell(_ json: String) -> String {
        self == .plain ? json : respell(json)
    }

    private func respell(_ json: String) -> String {
        var result = ""
        var rest = json.unicodeScalars[...]
        var isInString = false
        while let scalar = rest.popFirst() {
            switch scalar {
            case "\"":
                isInString.toggle()
                result.unicodeScalars.append(scalar)
            case "\\":
                // What is escaped already stays as it is: \n, or \u and four digits.
                let length = rest.first == "u" ? 5 : 1
                result.unicodeScalars.append(scalar)
                result.unicodeScalars.append(contentsOf: rest.prefix(length))
                rest = rest.dropFirst(length)
            case _ where isInString: append(scalar, to: &result)
            default:
                result.unicodeScalars.append(scalar)
                if self == .verbose { result += Self.blanks[scalar] ?? "" }
            }
        }
        return result
    }

    private func append(_ scalar: Unicode.Scalar, to result: inout String) {
        guard self == .verbose || !scalar.isASCII else {
            result.unicodeScalars.append(scalar)
            return
        }
        for unit in String(scalar).utf16 {
            let digits = String(unit, radix: 16, uppercase: unit % 2 == 0)
            result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
        }
    }
}
