/// The mark in every simulated token of the session, event and token that it belongs to.
///
/// `s17e3t5` is token 5 of the answer to event 3 of session 17, `s17e3a2t5` the same of attempt 2;
/// a message is a row of them. Texts without such words say nothing.
enum Watermark {
    /// Returns the first session that a text names and that is not the expected one.
    static func foreignSession(in text: String, expected: Int) -> Int? {
        var text = text
        return text.withUTF8 { bytes in
            var position = 0
            while position < bytes.count {
                let session = session(in: bytes, at: &position)
                if let session, session != expected { return session }
                skipWord(bytes, &position)
            }
            return nil
        }
    }

    /// Reads one word; returns the session that it names if all of it is a mark.
    private static func session(
        in bytes: UnsafeBufferPointer<UInt8>,
        at position: inout Int
    ) -> Int? {
        guard let session = number(after: "s", bytes, &position),
            number(after: "e", bytes, &position) != nil
        else { return nil }
        let isAttempt = position < bytes.count && bytes[position] == UInt8(ascii: "a")
        if isAttempt, number(after: "a", bytes, &position) == nil { return nil }
        guard number(after: "t", bytes, &position) != nil else { return nil }
        let isWhole = position == bytes.count || bytes[position] == UInt8(ascii: " ")
        return isWhole ? session : nil
    }

    /// Reads a letter and the number of one to nine digits after it.
    @inline(__always)
    private static func number(
        after letter: Unicode.Scalar,
        _ bytes: UnsafeBufferPointer<UInt8>,
        _ position: inout Int
    ) -> Int? {
        guard position < bytes.count, bytes[position] == UInt8(ascii: letter) else { return nil }
        position += 1
        let start = position
        var value = 0
        while position < bytes.count, position - start < 9 {
            let digit = bytes[position] &- UInt8(ascii: "0")
            guard digit < 10 else { break }
            value = value &* 10 &+ Int(digit)
            position += 1
        }
        return position > start ? value : nil
    }

    private static func skipWord(_ bytes: UnsafeBufferPointer<UInt8>, _ position: inout Int) {
        while position < bytes.count, bytes[position] != UInt8(ascii: " ") { position += 1 }
        position += 1
    }
}
