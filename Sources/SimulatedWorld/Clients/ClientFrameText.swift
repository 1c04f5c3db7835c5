/// The frames of clients as the protocol defines them (FR-028), spelled by hand.
///
/// Written with the server's own writer, a frame whose members the server has renamed would still be
/// understood, by nobody but the simulator's clients.
package enum ClientFrameText {
    /// Asks something.
    package static func message(_ request: String, thread: String, content: String) -> String {
        #"{"type":"message","requestId":\#(quoted(request)),"threadId":\#(quoted(thread)),"#
            + #""content":\#(quoted(content))}"#
    }

    /// Wants a request stopped.
    package static func cancel(_ request: String) -> String {
        #"{"type":"cancel","requestId":\#(quoted(request))}"#
    }

    /// Says that a request's answer has arrived.
    package static func acknowledgement(_ request: String) -> String {
        #"{"type":"ack","requestId":\#(quoted(request))}"#
    }

    /// A JSON string, with the escapes that RFC 8259 asks for and no others.
    static func quoted(_ text: String) -> String {
        var bytes: [UInt8] = [UInt8(ascii: "\"")]
        bytes.reserveCapacity(text.utf8.count + 2)
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"): bytes += [UInt8(ascii: "\\"), byte]
            case ..<0x10: bytes += Array("\\u000\(String(byte, radix: 16))".utf8)
            case ..<0x20: bytes += Array("\\u00\(String(byte, radix: 16))".utf8)
            default: bytes.append(byte)
            }
        }
        bytes.append(UInt8(ascii: "\""))
        return String(decoding: bytes, as: UTF8.self)
    }
}
