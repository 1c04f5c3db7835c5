import Glibc

/// A history in a file, read without holding it in memory.
public enum HistoryFile {
    /// Reads a file, giving each fact to `body` together with the reader that knows the header and
    /// the sessions met so far.
    ///
    /// - Throws: `HistoryError` when the file cannot be read or at the first faulty line.
    public static func read(
        path: String,
        each body: (Fact, HistoryReader) -> Void
    ) throws(HistoryError) -> HistoryReader {
        guard let file = fopen(path, "r") else {
            let reason = String(cString: strerror(errno))
            throw HistoryError(
                line: 0,
                column: 0,
                problem: .unreadable(path: path, reason: reason)
            )
        }
        defer { fclose(file) }
        var reader = HistoryReader()
        var buffer: UnsafeMutablePointer<CChar>?
        var capacity = 0
        defer { free(buffer) }
        while true {
            let length = getline(&buffer, &capacity, file)
            guard length > 0, let buffer else { break }
            let bytes = UnsafeRawBufferPointer(start: buffer, count: length)
            let hasBreak = bytes.last == UInt8(ascii: "\n")
            if let fact = try reader.read(line: Array(hasBreak ? bytes.dropLast() : bytes[...])) {
                body(fact, reader)
            }
        }
        try reader.finish()
        return reader
    }
}
