import Glibc

/// The lines of a file, one at a time and none longer than allowed.
struct FileLines: ~Copyable {
    private let file: UnsafeMutablePointer<FILE>
    private let longest: Int
    private var buffer = [UInt8](repeating: 0, count: 1 << 16)
    private var unread: Range<Int> = 0..<0
    private var count = 0

    /// The lines of a file that is open, which is closed with them.
    init(_ file: UnsafeMutablePointer<FILE>, longest: Int) {
        self.file = file
        self.longest = longest
    }

    /// Opens a file.
    ///
    /// - Throws: `HistoryError` with the system's reason.
    static func open(_ path: String) throws(HistoryError) -> UnsafeMutablePointer<FILE> {
        guard let file = fopen(path, "r") else { throw unreadable(path) }
        // A folder can be opened, and only then be found to be none.
        guard fgetc(file) != EOF || ferror(file) == 0 else {
            defer { fclose(file) }
            throw unreadable(path)
        }
        rewind(file)
        return file
    }

    deinit { fclose(file) }

    /// The next line without its break; nil behind the last.
    ///
    /// - Throws: `HistoryError` with the problem `lineTooLong`.
    mutating func next() throws(HistoryError) -> [UInt8]? {
        var line: [UInt8] = []
        while true {
            if unread.isEmpty {
                unread = 0..<fread(&buffer, 1, buffer.count, file)
                guard !unread.isEmpty else { break }
            }
            let end = breakInBuffer
            line += buffer[unread.lowerBound..<(end ?? unread.upperBound)]
            guard line.count <= longest else {
                throw HistoryError(
                    line: count + 1,
                    column: 0,
                    problem: .lineTooLong(limit: longest)
                )
            }
            unread = (end.map { $0 + 1 } ?? unread.upperBound)..<unread.upperBound
            guard end == nil else {
                count += 1
                return line
            }
        }
        count += 1
        return line.isEmpty ? nil : line
    }

    /// Where the next line ends in what was read and not yet given; nil if it does not.
    private var breakInBuffer: Int? {
        buffer.withUnsafeBytes { bytes in
            guard let start = bytes.baseAddress.map({ $0 + unread.lowerBound }) else { return nil }
            return memchr(start, 0x0A, unread.count).map {
                unread.lowerBound + ($0 - UnsafeMutableRawPointer(mutating: start))
            }
        }
    }

    private static func unreadable(_ path: String) -> HistoryError {
        let reason = String(cString: strerror(errno))
        return HistoryError(line: 0, column: 0, problem: .unreadable(path: path, reason: reason))
    }
}
