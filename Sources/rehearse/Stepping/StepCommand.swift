/// What somebody who steps through a run asks for.
package enum StepCommand: Equatable, Sendable {
    /// Go so many facts forwards, or backwards if negative.
    case move(Int)
    /// Go to the next fault.
    case fault
    /// Go to an instant, in nanoseconds.
    case instant(Int64)
    /// End.
    case quit
    /// Something that means nothing.
    case unknown(String)

    /// Reads a line of input.
    package init(line: String) {
        let word = line.trimmed
        switch word {
        case "", "n", "next": self = .move(1)
        case "b", "back": self = .move(-1)
        case "f", "fault": self = .fault
        case "q", "quit": self = .quit
        default: self = InstantOption.read(word).map { .instant($0) } ?? .unknown(word)
        }
    }

    /// Reads what a key sends: a character, or the sequence of an arrow key.
    package init(key: [UInt8]) {
        switch key {
        case [0x0D], [0x0A], [0x20], Array("n".utf8), Array("\u{1B}[C".utf8),
            Array("\u{1B}OC".utf8):
            self = .move(1)
        case Array("b".utf8), Array("\u{1B}[D".utf8), Array("\u{1B}OD".utf8): self = .move(-1)
        case Array("\u{1B}[B".utf8), Array("\u{1B}OB".utf8): self = .move(10)
        case Array("\u{1B}[A".utf8), Array("\u{1B}OA".utf8): self = .move(-10)
        case Array("f".utf8): self = .fault
        // Ctrl-C and Ctrl-D, and the escape key alone.
        case Array("q".utf8), [0x03], [0x04], [0x1B], []: self = .quit
        default: self = .unknown(String(decoding: key, as: UTF8.self))
        }
    }
}

extension String {
    /// The text without blanks at its ends.
    fileprivate var trimmed: String {
        String(drop { $0.isWhitespace }.reversed().drop { $0.isWhitespace }.reversed())
    }
}
