/// The mark in every simulated token of the session, event and token that it belongs to.
///
/// `s17e3t5` is token 5 of the answer to event 3 of session 17, `s17e3a2t5` the same of attempt 2;
/// a message is a row of them. Texts without such words say nothing.
enum Watermark {
    /// Returns the first session that a text names and that is not the expected one.
    static func foreignSession(in text: String, expected: Int) -> Int? {
        var bytes = text.utf8.makeIterator()
        var byte = bytes.next()
        while byte != nil {
            var session = 0
            if word(&bytes, &byte, &session), session != expected { return session }
            skipWord(&bytes, &byte)
        }
        return nil
    }

    /// Reads one word; returns whether all of it is a mark.
    private static func word(
        _ bytes: inout String.UTF8View.Iterator,
        _ byte: inout UInt8?,
        _ session: inout Int
    ) -> Bool {
        var ignored = 0
        guard letter("s", &bytes, &byte), number(&bytes, &byte, &session),
            letter("e", &bytes, &byte), number(&bytes, &byte, &ignored)
        else { return false }
        if letter("a", &bytes, &byte), !number(&bytes, &byte, &ignored) { return false }
        guard letter("t", &bytes, &byte), number(&bytes, &byte, &ignored) else { return false }
        return byte == nil || byte == UInt8(ascii: " ")
    }

    private static func letter(
        _ letter: Unicode.Scalar,
        _ bytes: inout String.UTF8View.Iterator,
        _ byte: inout UInt8?
    ) -> Bool {
        guard byte == UInt8(ascii: letter) else { return false }
        byte = bytes.next()
        return true
    }

    private static func number(
        _ bytes: inout String.UTF8View.Iterator,
        _ byte: inout UInt8?,
        _ value: inout Int
    ) -> Bool {
        var digits = 0
        value = 0
        while let digit = byte, digit &- 48 < 10, digits < 10 {
            value = value &* 10 &+ Int(digit &- 48)
            digits += 1
            byte = bytes.next()
        }
        return digits > 0
    }

    private static func skipWord(
        _ bytes: inout String.UTF8View.Iterator,
        _ byte: inout UInt8?
    ) {
        while let current = byte {
            byte = bytes.next()
            if current == UInt8(ascii: " ") { return }
        }
    }
}
