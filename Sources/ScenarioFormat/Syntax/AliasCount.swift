/// Counts what looks like a YAML alias (`*name`) in a text that has not been parsed yet.
enum AliasCount {
    /// An upper bound of the aliases in a text; 0 if it has no anchor that they could name.
    static func of(_ text: String) -> Int {
        references("&", in: text) == 0 ? 0 : references("*", in: text)
    }

    /// How often the sign stands at the start of a word.
    private static func references(_ sign: Unicode.Scalar, in text: String) -> Int {
        let sign = UInt8(ascii: sign)
        var count = 0
        var isWordStart = true
        var wasSign = false
        for byte in text.utf8 {
            let isSpace = byte <= UInt8(ascii: " ")
            if wasSign, !isSpace { count += 1 }
            wasSign = isWordStart && byte == sign
            isWordStart = isSpace || "[]{},:-?\"'".utf8.contains(byte)
        }
        return count
    }
}
