import Glibc

/// A terminal that gives each key at once, without showing it; whoever makes one must restore it.
struct RawTerminal {
    private let original: termios

    /// Takes over the terminal; nil if input or output is none.
    init?() {
        guard isatty(STDIN_FILENO) == 1, isatty(STDOUT_FILENO) == 1 else { return nil }
        var settings = termios()
        guard tcgetattr(STDIN_FILENO, &settings) == 0 else { return nil }
        original = settings
        // Ctrl-C comes as a key, so that the terminal can be restored.
        settings.c_lflag &= ~tcflag_t(ICANON | ECHO | ISIG)
        guard tcsetattr(STDIN_FILENO, TCSANOW, &settings) == 0 else { return nil }
    }

    /// Gives the terminal back as it was.
    func restore() {
        var settings = original
        tcsetattr(STDIN_FILENO, TCSANOW, &settings)
    }

    /// Waits for a key; the bytes that it sends, none if the terminal is gone.
    func key() -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: 16)
        while true {
            let count = read(STDIN_FILENO, &bytes, bytes.count)
            if count < 0, errno == EINTR { continue }
            return Array(bytes.prefix(max(0, count)))
        }
    }
}
