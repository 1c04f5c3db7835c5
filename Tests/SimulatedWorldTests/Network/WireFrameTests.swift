import EventsAndEffects
import Histories
import SimulatedWorld
import Testing

@Suite("Frames on the wire") struct WireFrameTests {
    @Test func `Of a server are tokens only if they are JSON`() {
        let token = { (value: String) in
            WireFrame(serverText: #"{"type":"token","requestId":"r1","value":"\#(value)"}"#).kind
        }
        #expect(token("plain, \u{E9} and \u{1F600}") == .token)
        #expect(token(#"two\nlines"#) == .token)
        for control in 0..<UInt8(0x20) {
            #expect(token("raw \(Character(Unicode.Scalar(control)))") == .invalid)
        }
    }

    @Test(
        "Of clients are read by a server as what they say",
        arguments: [
            "r1", #"quotes " and \ "#, "two\r\nlines\t\u{0}\u{1F}\u{7F}", "\"\u{301}",
            "\u{1F600} \u{E9}",
        ]
    )
    func client(text: String) throws {
        let message = ClientFrameText.message("r1", thread: text, content: "x\(text)x")
        #expect(
            try ClientFrame(text: message)
                == .message(UserMessage(requestID: "r1", content: "x\(text)x"), threadID: text)
        )
        guard ClientFrame.isName(text) else { return }
        #expect(try ClientFrame(text: ClientFrameText.cancel(text)) == .cancel(requestID: text))
        #expect(
            try ClientFrame(text: ClientFrameText.acknowledgement(text))
                == .acknowledgement(requestID: text)
        )
    }
}
