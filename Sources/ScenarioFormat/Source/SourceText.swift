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
            position(after: String(decoding: bytes[..<offset], as: UTF8.self))
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
        let bytes = Array(text.utf8)
        let starts = Self.lineStarts(of: bytes)
        return starts.indices.map { index in
            let isLast = index + 1 == starts.count
            let line = bytes[starts[index]..<(isLast ? bytes.count : starts[index + 1])]
            return String(
                decoding: isLast ? line : line.dropLast(Self.endLength(of: line)),
                as: UTF8.self
            )
        }
    }

    /// Where the lines of a text begin, as offsets of bytes.
    ///
    /// YAML has more line ends than editors count: the separators of Unicode are some.
    static func lineStarts(of bytes: [UInt8]) -> [Int] {
        var starts = [0]
        bytes.withUnsafeBufferPointer { bytes in
            for (index, byte) in bytes.enumerated() {
                switch byte {
                case 0x0A: starts.append(index + 1)
                case 0x0D where index + 1 == bytes.count || bytes[index + 1] != 0x0A:
                    starts.append(index + 1)
                case 0x85 where index >= 1 && bytes[index - 1] == 0xC2: starts.append(index + 1)
                case 0xA8, 0xA9:
                    guard index >= 2, bytes[index - 2] == 0xE2, bytes[index - 1] == 0x80 else {
                        continue
                    }
                    starts.append(index + 1)
                default: continue
                }
            }
        }
        return starts
    }

    /// How many bytes end a line.
    private static func endLength(of line: ArraySlice<UInt8>) -> Int {
        switch line.last {
        case 0x0A: line.dropLast().last == 0x0D ? 2 : 1
        case 0x85: 2
        case 0xA8, 0xA9: 3
        default: 1
        }
    }

    /// The place right behind a text.
    static func position(after text: String) -> SourcePosition {
        let bytes = Array(text.utf8)
        let starts = lineStarts(of: bytes)
        let line = bytes[starts[starts.count - 1]...]
        let column = line.count { $0 & 0b1100_0000 != 0b1000_0000 } + 1
        return SourcePosition(line: starts.count, column: column)
    }
}
