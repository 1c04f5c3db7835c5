import Glibc

/// A history in a file, read without holding it in memory.
public enum HistoryFile {
    /// The longest line that is read: the header of a million sessions has half of it.
    static let longestLine = 64 << 20

    /// Reads a file, giving each fact to `body` together with the reader that knows the header and
    /// the sessions met so far.
    ///
    /// However large the file, no more than one line of it is held.
    ///
    /// - Throws: `HistoryError` when the file cannot be read or at the first faulty line.
    public static func read(
        path: String,
        each body: (Fact, HistoryReader) -> Void
    ) throws(HistoryError) -> HistoryReader {
        var lines = FileLines(try FileLines.open(path), longest: longestLine)
        var reader = HistoryReader()
        while let line = try lines.next() {
            if let fact = try reader.read(line: line) { body(fact, reader) }
        }
        try reader.finish()
        return reader
    }
}
