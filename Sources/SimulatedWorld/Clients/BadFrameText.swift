/// What careless clients write in place of a frame, of each kind in turn: a server that sees one
/// mistake of a kind may overlook the next.
///
/// Which one it is follows from whose client sends it and how many it has sent; nothing is drawn.
enum BadFrameText {
    /// No JSON object: cut off, another value, or against a rule of RFC 8259.
    static func malformed(_ number: Int, naming request: String) -> String {
        let request = ClientFrameText.quoted(request)
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
                #"{"type":"cancel","requestId":"\uD83D\u0041"}"#,
                #"{"type":"cancel","requestId":"\uDE42"}"#,
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

    /// A field that is missing, empty, of another type, or one too many, or a name with a character
    /// that none has; with what the frame names.
    static func incomplete(
        _ number: Int,
        naming request: String,
        thread: String
    ) -> (request: String, text: String) {
        let name = ClientFrameText.quoted(request)
        let head = #"{"type":"message","requestId":\#(name)"#
        let thread = #""threadId":"\#(thread)""#
        let flawed = [
            head + "," + thread + "}",
            head + #","content":"hello"}"#,
            head + "," + thread + #","content":""}"#,
            head + "," + thread + #","content":" \t\n "}"#,
            head + "," + thread + #","content":"\u00A0\u2003\u3000"}"#,
            head + "," + thread + #","content":42}"#,
            head + "," + thread + #","content":null}"#,
            head + "," + thread + #","content":"hello","urgent":true}"#,
            #"{"requestId":\#(name),\#(thread),"content":"hello"}"#,
            #"{"type":"ack","requestId":\#(name),"content":"hello"}"#,
            #"{"type":"cancel","requestId":\#(name),\#(thread)}"#,
        ]
        let misnamed = ["\u{7}", "\u{7F}"].map { request + $0 }
        return pick(
            number,
            flawed.map { (request, $0) }
                + misnamed.map { ($0, ClientFrameText.cancel($0)) }
        )
    }

    /// A thread that is not the connection's, however alike.
    static func otherThread(_ number: Int, _ thread: String) -> String {
        let all = [thread + "-of-another", String(thread.dropLast()), thread + " "]
        return pick(number, (all + [thread.uppercased()]).filter { $0 != thread && !$0.isEmpty })
    }

    private static func pick<Text>(_ number: Int, _ texts: [Text]) -> Text {
        texts[(number - 1) % texts.count]
    }
}
