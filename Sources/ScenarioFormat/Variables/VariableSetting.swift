/// A value that a variable is given from outside: by `--set NAME=VALUE`, or by a combination of a
/// matrix.
package struct VariableSetting: Equatable, Sendable {
    /// The variable.
    package let name: String
    /// Its value, which is read where the variable stands.
    package let value: String

    /// Makes a setting.
    package init(name: String, value: String) {
        self.name = name
        self.value = value
    }
}

/// How variables are called.
package enum VariableName {
    /// The regular expression of the names, for the JSON Schema.
    static let pattern = "[A-Za-z_][A-Za-z0-9_-]*"

    /// Whether a text can be the name of a variable.
    package static func isValid(_ text: some StringProtocol) -> Bool {
        guard let first = text.utf8.first, isLetter(first) else { return false }
        return text.utf8.allSatisfy { byte in
            isLetter(byte) || byte == UInt8(ascii: "-")
                || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
        }
    }

    private static func isLetter(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "_"):
            true
        default: false
        }
    }
}
