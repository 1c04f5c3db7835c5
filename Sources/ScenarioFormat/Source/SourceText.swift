/// The text of a scenario file, with its name.
struct SourceText: Sendable {
    /// Scenario files are written by hand; what is larger is not one, and is not read.
    static let longestFile = 1_048_576

    let fileName: String
    let text: String

    /// A text, without the byte order mark that some editors begin a file with: the YAML library
    /// would indent by it.
    init(fileName: String, text: String) {
        self.fileName = fileName
        let scalars = text.unicodeScalars
        self.text = scalars.first == "\u{FEFF}" ? String(scalars.dropFirst()) : text
    }

    /// Reads bytes; what is not UTF-8 is repaired, and its first place told.
    static func decoded(
        _ bytes: some Collection<UInt8>,
        fileName: String
    ) -> (source: SourceText, firstBroken: SourcePosition?) {
        if let text = String(validating: bytes, as: UTF8.self) {
            return (SourceText(fileName: fileName, text: text), nil)
        }
        let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
        let bytes = bytes.starts(with: mark) ? Array(bytes.dropFirst(3)) : Array(bytes)
        let text = String(decoding: bytes, as: UTF8.self)
        // Repaired text differs from the bytes first where they are not UTF-8.
        let difference = zip(bytes, text.utf8).enumerated().first { $1.0 != $1.1 }
        let offset = difference?.offset ?? bytes.count
        return (
            SourceText(fileName: fileName, text: text),
            position(after: String(decoding: bytes[..<offset], as: UTF8.self).unicodeScalars)
        )
    }

    /// What a text that is not YAML seems to include: no scenario of its own, for all that is known.
    var includedFiles: [String] {
        lines().compactMap { line in
            guard line.hasPrefix("include:") else { return nil }
            let path = line.dropFirst("include:".count).split(whereSeparator: \.isWhitespace).first
            return path.map { SourcePath.resolved(String($0), in: fileName) }
        }
    }

    /// The lines, without their ends; a line ends where it does for the YAML library.
    func lines() -> [String] {
        let scalars = text.unicodeScalars
        let starts = Self.lineStarts(of: scalars)
        return starts.indices.map { index in
            guard index + 1 < starts.count else { return String(scalars[starts[index]...]) }
            var line = scalars[starts[index]..<starts[index + 1]]
            let last = line.removeLast()
            if last == "\n", line.last == "\r" { line.removeLast() }
            return String(line)
        }
    }

    /// Where the lines of a text begin.
    ///
    /// YAML has more line ends than editors count: the separators of Unicode are some.
    static func lineStarts(
        of scalars: String.UnicodeScalarView
    ) -> [String.UnicodeScalarView.Index] {
        var starts = [scalars.startIndex]
        var index = scalars.startIndex
        while index < scalars.endIndex {
            let scalar = scalars[index]
            index = scalars.index(after: index)
            switch scalar {
            case "\r" where index < scalars.endIndex && scalars[index] == "\n": continue
            case "\n", "\r", "\u{85}", "\u{2028}", "\u{2029}": starts.append(index)
            default: continue
            }
        }
        return starts
    }

    /// The place right behind a text.
    static func position(after text: String.UnicodeScalarView) -> SourcePosition {
        let starts = lineStarts(of: text)
        let last = starts[starts.count - 1]
        return SourcePosition(line: starts.count, column: text[last...].count + 1)
    }
}
