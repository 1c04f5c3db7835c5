import EventsAndEffects
import Testing

@Suite("The configuration") struct ConfigurationTests {
    @Test("has production's defaults without an environment")
    func defaults() throws {
        let configuration = try ServerConfiguration(environment: [:])
        #expect(configuration.eventQueueInterval == .milliseconds(50))
        #expect(configuration.effectPollInterval == .milliseconds(500))
    }

    @Test("takes the intervals from the environment")
    func intervals() throws {
        let configuration = try ServerConfiguration(environment: [
            "EVENT_QUEUE_PROCESS_INTERVAL_MS": "20", "EFFECT_POLL_INTERVAL_MS": "3600000",
        ])
        #expect(configuration.eventQueueInterval == .milliseconds(20))
        #expect(configuration.effectPollInterval == .seconds(3_600))
    }

    @Test(
        "refuses a value that is no such number",
        arguments: ["", "0", "-5", "1.5", "50ms", "3600001", "0x10", "99999999999999999999"]
    )
    func refusal(value: String) {
        let error = #expect(throws: ConfigurationError.self) {
            try ServerConfiguration(environment: ["EFFECT_POLL_INTERVAL_MS": value])
        }
        #expect(
            error?.description
                == "EFFECT_POLL_INTERVAL_MS is '\(value)'; "
                + "expected whole milliseconds from 1 to 3600000, such as 500"
        )
    }
}

@Suite("A conversation") struct ConversationTests {
    @Test("gives the agent the questions and the answers that there were")
    func messages() {
        let conversation = Conversation(turns: [
            Turn(question: "one", outcome: .answered("1")),
            Turn(question: "two", outcome: .failed),
            Turn(question: "three", outcome: .cancelled),
        ])
        #expect(conversation.sequence == 3)
        #expect(
            conversation.messages(asking: "four") == [
                ChatMessage(role: .user, text: "one"), ChatMessage(role: .assistant, text: "1"),
                ChatMessage(role: .user, text: "two"), ChatMessage(role: .user, text: "three"),
                ChatMessage(role: .user, text: "four"),
            ]
        )
    }
}
