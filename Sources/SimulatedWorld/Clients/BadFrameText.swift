import EventsAndEffects

/// What careless clients write in place of a frame, of each kind in turn: a server that sees one
/// mistake of a kind may overlook the next.
///
/// Which one it is follows from how many the client has sent; nothing is drawn.
enum BadFrameText {
    /// No JSON object: cut off, another value, or against a rule of RFC 8259.
    static func malformed(_ number: Int, naming request: String) -> String {
        let request = JSONWriter.quoted(request)
        let head = #"{"type":"cancel","requestId":\#(request)"#
        let depth = 1_000
        return pick(
            number,
            [
                head + ",",
                #"["message",\#(request)]"#,
                head + "} {}",
                #"{"type":"cancel","requestId":"\q"}"#,
                #"{"type":"cancel","requestId":"\uD83D"}"#,
                #"{"type":"cancel","requestId":"\u12G4"}"#,
                "{\"type\":\"cancel\",\"requestId\":\"a\u{1}\"}",
                head + #","requestId":\#(request)}"#,
                head + #","count":01}"#,
                "{'type':'cancel'}",
                head + ",}",
                String(repeating: "[", count: depth) + String(repeating: "]", count: depth),
                "",
            ]
        )
    }

    /// A field that is missing, empty, of another type, or one too many.
    static func incomplete(_ number: Int, naming request: String, thread: String) -> String {
        let request = JSONWriter.quoted(request)
        let head = #"{"type":"message","requestId":\#(request)"#
        let thread = #""threadId":"\#(thread)""#
        return pick(
            number,
            [
                head + "," + thread + "}",
                head + #","content":"hello"}"#,
                head + "," + thread + #","content":""}"#,
                head + "," + thread + #","content":" \t\n "}"#,
                head + "," + thread + #","content":42}"#,
                head + "," + thread + #","content":null}"#,
                head + "," + thread + #","content":"hello","urgent":true}"#,
                #"{"requestId":\#(request),\#(thread),"content":"hello"}"#,
                #"{"type":"ack","requestId":\#(request),"content":"hello"}"#,
                #"{"type":"cancel","requestId":\#(request),\#(thread)}"#,
            ]
        )
    }

    private static func pick(_ number: Int, _ texts: [String]) -> String {
        texts[(number - 1) % texts.count]
    }
}
