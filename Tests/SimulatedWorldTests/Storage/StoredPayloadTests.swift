import EventsAndEffects
import Histories
import SimulatedWorld
import Testing

@Suite("Stored payloads") struct StoredPayloadTests {
    @Test func `Are read as a server of this release writes them`() {
        let text = "two\nlines, \" and \u{E9}"
        let message = StoredMessage(UserMessage(requestID: "r 1", content: text).payload)
        #expect(message?.request == "r 1")
        #expect(message?.content == text)

        let answered = StoredTurn(Turn(question: text, outcome: .answered("yes")).payload)
        #expect(answered?.outcome == "answered")
        #expect(
            answered?.messages == [
                AgentMessage(role: "user", text: text),
                AgentMessage(role: "assistant", text: "yes"),
            ]
        )
        for outcome in [Outcome.failed, .cancelled] {
            let turn = StoredTurn(Turn(question: text, outcome: outcome).payload)
            #expect(turn?.outcome == "\(outcome)")
            #expect(turn?.messages == [AgentMessage(role: "user", text: text)])
        }
    }

    @Test(
        "Of events are not read in another form",
        arguments: ["", "{}", #"{"id":"r1","content":"a"}"#, #"{"requestId":"r1","text":"a"}"#]
    )
    func event(payload: String) {
        #expect(StoredMessage(payload) == nil)
    }

    @Test(
        "Of checkpoints are not read in another form",
        arguments: [
            "", "{}", #"{"question":"a","outcome":"failed"}"#, #"{"user":"a","outcome":"done"}"#,
            #"{"user":"a","outcome":"answered","answer":"b"}"#, #"{"user":"a","assistant":"b"}"#,
        ]
    )
    func checkpoint(payload: String) {
        #expect(StoredTurn(payload) == nil)
    }
}
