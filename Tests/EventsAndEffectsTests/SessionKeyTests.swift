import EventsAndEffects
import Testing

@Suite("A session key") struct SessionKeyTests {
    @Test("is made of its three components and read back from its text")
    func roundTrip() throws {
        let key = try SessionKey(user: "user-1", agent: "helper", thread: "T_9")
        #expect(key.text == "user-1:helper:T_9")
        #expect(try SessionKey(key.text) == key)
        #expect((key.user, key.agent, key.thread) == ("user-1", "helper", "T_9"))
    }

    @Test(
        "is refused with an error that names the faulty component",
        arguments: [
            ("", "session key '' has 1 components; expected userId:agentId:threadId"),
            ("a:b", "session key 'a:b' has 2 components; expected userId:agentId:threadId"),
            ("a:b:c:d", "session key 'a:b:c:d' has 4 components; expected userId:agentId:threadId"),
            (":b:c", "session key: userId is empty"),
            ("a::c", "session key: agentId is empty"),
            ("a:b:", "session key: threadId is empty"),
            ("a b:b:c", "session key: userId 'a b' has a character outside [A-Za-z0-9_-]"),
            ("a:ä:c", "session key: agentId 'ä' has a character outside [A-Za-z0-9_-]"),
            ("a:b:c/d", "session key: threadId 'c/d' has a character outside [A-Za-z0-9_-]"),
        ]
    )
    func refusal(text: String, message: String) throws {
        let error = #expect(throws: SessionKeyError.self) { try SessionKey(text) }
        #expect(error?.description == message)
    }

    @Test("cannot be forged by a component that contains a colon")
    func colonInComponent() {
        #expect(throws: SessionKeyError.forbiddenCharacter(.user, value: "a:b")) {
            try SessionKey(user: "a:b", agent: "c", thread: "d")
        }
    }
}
