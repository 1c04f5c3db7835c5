import EventsAndEffects
import Testing

@Suite("A client's frame") struct ClientFrameTests {
    @Test("is read and its content trimmed")
    func message() throws {
        let text = #"{"type":"message","requestId":"r1","threadId":"t","content":" hi \n"}"#
        let expected = UserMessage(requestID: "r1", content: "hi")
        #expect(try ClientFrame(text: text) == .message(expected, threadID: "t"))
        #expect(
            try ClientFrame(text: #"{"type":"cancel","requestId":"r"}"#) == .cancel(requestID: "r")
        )
        #expect(
            try ClientFrame(text: #"{"requestId":"r","type":"ack"}"#)
                == .acknowledgement(requestID: "r")
        )
    }

    @Test(
        "that is faulty is refused, with the request that it names",
        arguments: [
            ("nonsense", nil, "the frame is not a JSON object: unexpected character at byte 1"),
            ("[]", nil, "the frame is not a JSON object: not an object"),
            (#"{"requestId":"r"}"#, "r", "the frame lacks 'type'"),
            (
                #"{"type":"shout","requestId":"r"}"#, "r",
                "unknown frame type 'shout'; expected message, cancel or ack"
            ),
            (#"{"type":"cancel"}"#, nil, "the frame lacks 'requestId'"),
            (#"{"type":"ack","requestId":7}"#, nil, "'requestId' must be a string"),
            (
                #"{"type":"ack","requestId":"a\u0000b"}"#, "a\0b",
                "'requestId' has a control character"
            ),
            (
                #"{"type":"ack","requestId":"r","x":1}"#, "r",
                "the frame has an unexpected field 'x'"
            ),
            (
                #"{"type":"message","requestId":"r","threadId":"t","content":"  "}"#, "r",
                "'content' is empty"
            ),
            (
                #"{"type":"message","requestId":"r","content":"hi"}"#, "r",
                "the frame lacks 'threadId'"
            ),
        ] as [(String, String?, String)]
    )
    func refusal(text: String, request: String?, message: String) {
        let error = #expect(throws: ClientFrameError.self) { try ClientFrame(text: text) }
        #expect(error?.description == message)
        #expect(error?.requestID == request)
        #expect(error?.answer.requestID == request ?? "invalid-frame")
    }

    @Test(
        "survives writing and reading",
        arguments: [
            ClientFrame.message(.init(requestID: "r\"1", content: "a\nb ✓"), threadID: "t"),
            .cancel(requestID: "r"), .acknowledgement(requestID: "r"),
        ]
    )
    func roundTrip(frame: ClientFrame) throws {
        #expect(try ClientFrame(text: frame.text) == frame)
    }
}

@Suite("A server's frame") struct ServerFrameTests {
    private static let frames: [(ServerFrame, String)] = [
        (
            .token(requestID: "r", value: "a\"b"),
            #"{"type":"token","requestId":"r","value":"a\"b"}"#
        ),
        (
            .terminal(
                .init(
                    requestID: "r",
                    body: .final(
                        message: "hi",
                        latency: 12,
                        usage: TokenUsage(input: 3, output: 4)
                    )
                )
            ),
            #"{"type":"final","requestId":"r","message":"hi","latencyMs":12,"#
                + #""tokenUsage":{"input":3,"output":4}}"#
        ),
        (
            .terminal(.init(requestID: "r", body: .final(message: "", latency: 0, usage: nil))),
            #"{"type":"final","requestId":"r","message":"","latencyMs":0}"#
        ),
        (
            .terminal(.init(requestID: "r", body: .error(message: "no", retryable: true))),
            #"{"type":"error","requestId":"r","message":"no","retryable":true}"#
        ),
        (
            .terminal(.init(requestID: "r", body: .cancelled)),
            #"{"type":"cancelled","requestId":"r"}"#
        ),
    ]

    @Test("is exactly the protocol's text, and read back", arguments: frames)
    func text(frame: ServerFrame, text: String) {
        #expect(frame.text == text)
        #expect(ServerFrame(text: text) == frame)
    }

    @Test(
        "with a missing, extra or wrong field is none",
        arguments: [
            #"{"type":"token","requestId":"r"}"#,
            #"{"type":"token","requestId":"r","value":"x","more":1}"#,
            #"{"type":"final","requestId":"r","message":"hi"}"#,
            #"{"type":"final","requestId":"r","message":"hi","latencyMs":1.5}"#,
            #"{"type":"cancelled","requestId":"r","why":"x"}"#,
            #"{"type":"hello","requestId":"r"}"#, "", "[]",
        ]
    )
    func refusal(text: String) {
        #expect(ServerFrame(text: text) == nil)
    }
}

@Suite("A payload") struct PayloadTests {
    @Test(
        "of a turn survives writing and reading",
        arguments: [Outcome.answered("yes \"✓\""), .failed, .cancelled]
    )
    func turn(outcome: Outcome) {
        let turn = Turn(question: "why?\n", outcome: outcome)
        #expect(Turn(payload: turn.payload) == turn)
    }

    @Test("of a message survives writing and reading")
    func message() {
        let message = UserMessage(requestID: "r", content: "\\ \u{7}")
        #expect(UserMessage(payload: message.payload) == message)
        #expect(UserMessage(payload: "{}") == nil)
    }
}
