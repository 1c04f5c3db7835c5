import EventsAndEffects

extension Watermark {
    /// Reads one token; `nil` unless the text is exactly one, with or without its space.
    package init?(token text: String) {
        let mark = text.withBytes { bytes -> Watermark? in
            var position = 0
            guard let mark = Self.read(bytes, at: &position), position == bytes.count else {
                return nil
            }
            return mark
        }
        guard let mark else { return nil }
        self = mark
    }

    /// The watermarks of a text that consists of tokens and nothing else; `nil` if it does not.
    ///
    /// The space of the last token may be missing: servers may trim what they store.
    package static func all(in text: String) -> [Watermark]? {
        var marks: [Watermark] = []
        let isWhole = forEach(in: text) { mark in
            marks.append(mark)
            return true
        }
        return isWhole ? marks : nil
    }

    /// Whether a text consists of tokens of that session and event and of nothing else.
    ///
    /// Allocates nothing: checkers ask this of every frame.
    package static func isEntirely(_ text: String, session: Int, event: Int) -> Bool {
        forEach(in: text) { $0.session == session && $0.event == event }
    }

    /// The session of the first token in a text that is not of the expected session, if any.
    ///
    /// Words that are no tokens say nothing: whatever a text was made into is searched. Allocates
    /// nothing, as ``isEntirely(_:session:event:)``.
    package static func foreignSession(in text: String, expected: Int) -> Int? {
        text.withBytes { bytes in
            var position = 0
            while position < bytes.count {
                let start = position
                // Nearly every word is a token of the expected session: what follows in a word that
                // names it makes no difference.
                if number(after: UInt8(ascii: "s"), bytes, &position) != expected {
                    position = start
                    if let mark = read(bytes, at: &position) { return mark.session }
                }
                skipWord(bytes, at: &position)
            }
            return nil
        }
    }

    /// Visits the tokens of a text until the body refuses one; whether all of the text was tokens
    /// that it accepted.
    private static func forEach(in text: String, _ body: (Watermark) -> Bool) -> Bool {
        text.withBytes { bytes in
            var position = 0
            while position < bytes.count {
                guard let mark = read(bytes, at: &position), body(mark) else { return false }
            }
            return true
        }
    }

    /// Reads the token at a position and its space; `nil`, and the position somewhere in the word,
    /// if there is none.
    @inline(__always)
    private static func read(
        _ bytes: UnsafeBufferPointer<UInt8>,
        at position: inout Int
    ) -> Watermark? {
        guard let session = number(after: UInt8(ascii: "s"), bytes, &position),
            let event = number(after: UInt8(ascii: "e"), bytes, &position)
        else { return nil }
        let attempt = number(after: UInt8(ascii: "a"), bytes, &position)
        guard let token = number(after: UInt8(ascii: "t"), bytes, &position) else { return nil }
        if position < bytes.count {
            guard bytes[position] == UInt8(ascii: " ") else { return nil }
            position += 1
        }
        return Watermark(session: session, event: event, attempt: attempt, token: token)
    }

    private static func skipWord(_ bytes: UnsafeBufferPointer<UInt8>, at position: inout Int) {
        while position < bytes.count, bytes[position] != UInt8(ascii: " ") { position += 1 }
        position += 1
    }

    /// The number behind a letter; `nil`, and the position unchanged, if there is none.
    private static func number(
        after letter: UInt8,
        _ bytes: UnsafeBufferPointer<UInt8>,
        _ position: inout Int
    ) -> Int? {
        guard position < bytes.count, bytes[position] == letter else { return nil }
        var end = position + 1
        var value = 0
        while end < bytes.count, bytes[end] &- UInt8(ascii: "0") < 10 {
            let (product, isTooLarge) = value.multipliedReportingOverflow(by: 10)
            let (sum, overflows) = product.addingReportingOverflow(
                Int(bytes[end] &- UInt8(ascii: "0"))
            )
            guard !isTooLarge, !overflows else { return nil }
            value = sum
            end += 1
        }
        guard end > position + 1 else { return nil }
        position = end
        return value
    }
}
