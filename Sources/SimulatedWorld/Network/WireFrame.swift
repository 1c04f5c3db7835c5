import EventsAndEffects
import Glibc
package import Histories

/// A frame of the server as a seam sees it: read once, as it is handed over.
package struct WireFrame {
    /// What it is.
    package let kind: FrameKind
    let request: String
    /// The token's value or the terminal frame's message.
    let content: String?
    /// What a terminal frame says beside that.
    var claims = Claims()
    let byteCount: Int

    /// Reads a frame; one that is not of the protocol is `invalid` and keeps its text.
    package init(serverText text: String) {
        byteCount = text.utf8.count
        if let token = TokenText(text) {
            kind = .token
            request = token.request
            content = token.value
            return
        }
        let frame = ProtocolFrame(text)
        kind = frame?.kind ?? .invalid
        request = frame?.request ?? ""
        content = frame == nil ? text : frame?.content
        if let frame { claims = frame.claims }
    }
}

/// The usual form of a token frame, read without a JSON tree: most frames are tokens, and reading
/// them the general way would cost more than simulating them.
private struct TokenText {
    let request: String
    let value: String

    init?(_ text: String) {
        let parts: (String, String)? = text.withBytes { bytes in
            let head: StaticString = #"{"type":"token","requestId":""#
            let middle: StaticString = #"","value":""#
            var position = 0
            guard Self.skip(head, bytes, &position),
                let request = Self.plain(bytes, &position),
                Self.skip(middle, bytes, &position),
                let value = Self.plain(bytes, &position),
                position + 2 == bytes.count, bytes[position + 1] == UInt8(ascii: "}")
            else { return nil }
            return (request, value)
        }
        guard let parts else { return nil }
        (request, value) = parts
    }

    private static func skip(
        _ expected: StaticString,
        _ bytes: UnsafeBufferPointer<UInt8>,
        _ position: inout Int
    ) -> Bool {
        let count = expected.utf8CodeUnitCount
        guard position + count <= bytes.count, let start = bytes.baseAddress,
            memcmp(start + position, expected.utf8Start, count) == 0
        else { return false }
        position += count
        return true
    }

    /// The text up to the closing quote, unless it has an escape, or a control character, which JSON
    /// does not allow there.
    private static func plain(
        _ bytes: UnsafeBufferPointer<UInt8>,
        _ position: inout Int
    ) -> String? {
        let start = position
        while position < bytes.count, bytes[position] != UInt8(ascii: "\"") {
            if bytes[position] == UInt8(ascii: "\\") || bytes[position] < 0x20 { return nil }
            position += 1
        }
        return String(decoding: bytes[start..<position], as: UTF8.self)
    }
}
