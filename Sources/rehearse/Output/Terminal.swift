import Glibc
import Reporting

/// The two streams that the command writes to.
enum Terminal {
    /// The style that standard output can show.
    static var outputStyle: TextStyle { style(of: STDOUT_FILENO) }
    /// The style that standard error can show.
    static var errorStyle: TextStyle { style(of: STDERR_FILENO) }
    /// Whether somebody watches standard error.
    static var isErrorWatched: Bool { isatty(STDERR_FILENO) == 1 }

    /// Writes a text to standard output, as it is.
    static func write(_ text: String) {
        write(text, to: STDOUT_FILENO)
    }

    /// Writes a text to standard error, as it is.
    static func complain(_ text: String) {
        write(text, to: STDERR_FILENO)
    }

    /// Colours are for terminals, unless `NO_COLOR` is set (no-color.org).
    private static func style(of stream: Int32) -> TextStyle {
        guard isatty(stream) == 1, environment("NO_COLOR").isEmpty, environment("TERM") != "dumb"
        else { return .plain }
        return .colored
    }

    private static func environment(_ name: String) -> String {
        getenv(name).map { String(cString: $0) } ?? ""
    }

    private static func write(_ text: String, to stream: Int32) {
        var text = text
        text.withUTF8 { bytes in
            var written = 0
            while written < bytes.count {
                let rest = UnsafeBufferPointer(rebasing: bytes[written...])
                let count = Glibc.write(stream, rest.baseAddress, rest.count)
                if count < 0, errno == EINTR { continue }
                // A reader that has gone away wants no more.
                guard count > 0 else { return }
                written += count
            }
        }
    }
}
