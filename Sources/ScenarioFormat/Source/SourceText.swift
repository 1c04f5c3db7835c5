/// The text of a scenario file, with its name.
struct SourceText: Sendable {
    /// Scenario files are written by hand; what is larger is not one, and is not read.
    static let longestFile = 1_048_576

    let fileName: String
    let text: String

    /// The file's name without folders and extension: what the scenario must be called.
    var stem: String {
        let name = fileName.split(separator: "/").last.map(String.init) ?? fileName
        return name.hasSuffix(".yaml") ? String(name.dropLast(5)) : name
    }

    /// The lines, without their ends.
    ///
    /// Split by bytes: to Swift, a carriage return and a line feed are one character.
    func lines() -> [String] {
        text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).map {
            let line = Substring($0)
            return line.last == "\r" ? String(line.dropLast()) : String(line)
        }
    }

    /// Where a byte of the text is.
    static func position(ofByte offset: Int, in bytes: some Collection<UInt8>) -> SourcePosition {
        var line = 1
        var column = 1
        for byte in bytes.prefix(offset) {
            if byte == UInt8(ascii: "\n") {
                line += 1
                column = 1
            } else if byte & 0b1100_0000 != 0b1000_0000 {
                column += 1
            }
        }
        return SourcePosition(line: line, column: column)
    }
}
