/// What a token of the mock LLM says of its origin: `s17e3t5 ` is token 5 of event 3 of session 17.
///
/// Every token carries one, so contamination between sessions shows in the content itself, wherever
/// a text turns up (SC-004). With varying replies the attempt is named too: `s17e3a2t5 `. Up to 15
/// bytes of UTF-8 fit into a `String` without an allocation; only large numbers need more.
package struct Watermark: Hashable, Sendable {
    /// The session's number, from 1.
    package var session: Int
    /// The event's sequence number in its session, from 1.
    package var event: Int
    /// The attempt at the event, from 1; `nil` when all attempts yield the same text.
    package var attempt: Int?
    /// The token's number in the reply, from 1.
    package var token: Int

    /// Makes a watermark.
    package init(session: Int, event: Int, attempt: Int? = nil, token: Int) {
        self.session = session
        self.event = event
        self.attempt = attempt
        self.token = token
    }

    /// The token's text, a space at its end.
    package var text: String {
        // Written digit by digit into exactly the room that it needs: interpolation would make four
        // strings of each token, and too much room would put a short one on the heap.
        var length = 4 + Self.digits(session) + Self.digits(event) + Self.digits(token)
        if let attempt { length += 1 + Self.digits(attempt) }
        return String(unsafeUninitializedCapacity: length) { buffer in
            var end = 0
            Self.append(UInt8(ascii: "s"), session, to: buffer, at: &end)
            Self.append(UInt8(ascii: "e"), event, to: buffer, at: &end)
            if let attempt { Self.append(UInt8(ascii: "a"), attempt, to: buffer, at: &end) }
            Self.append(UInt8(ascii: "t"), token, to: buffer, at: &end)
            buffer[end] = UInt8(ascii: " ")
            return end + 1
        }
    }

    private static func digits(_ number: Int) -> Int {
        var count = 1
        var rest = number / 10
        while rest > 0 {
            count += 1
            rest /= 10
        }
        return count
    }

    private static func append(
        _ letter: UInt8,
        _ number: Int,
        to buffer: UnsafeMutableBufferPointer<UInt8>,
        at end: inout Int
    ) {
        precondition(number >= 0, "A watermark's numbers are counts, never \(number).")
        buffer[end] = letter
        end += 1
        let first = end
        var rest = number
        repeat {
            buffer[end] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10)
            end += 1
            rest /= 10
        } while rest > 0
        buffer[first..<end].reverse()
    }
}
