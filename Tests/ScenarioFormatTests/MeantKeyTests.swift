import ScenarioFormat
import Testing

@Suite struct MeantKeyTests {
    @Test(arguments: [
        ("name: a\n", "unknown key 'name'; it is called 'scenario'"),
        ("description: a\n", "unknown key 'description'; it is called 'summary'"),
        ("duration: 5m\n", "unknown key 'duration'; it belongs in 'limits'"),
        ("messages: 5\n", "unknown key 'messages'; it belongs in 'clients'"),
        ("users: 5\n", "unknown key 'users'; it is called 'sessions', in 'clients'"),
        ("sometimes: []\n", "unknown key 'sometimes'; it belongs in 'expect'"),
        ("disconnect: {}\n", "unknown key 'disconnect'; it belongs in an entry of 'faults'"),
        ("agent: {}\n", "unknown key 'agent'; it is called 'llm'"),
        ("Limits: {}\n", "unknown key 'Limits'; did you mean 'limits'?"),
        (
            "system: { EVENT_QUEUE_PROCESS_INTERVAL_MS: 50 }\n",
            "unknown key 'EVENT_QUEUE_PROCESS_INTERVAL_MS'; it is called 'event-queue-interval'"
        ),
        (
            "system: { EFFECT_POLL_INTERVAL_MS: 500 }\n",
            "unknown key 'EFFECT_POLL_INTERVAL_MS'; did you mean 'effect-poll-interval'?"
        ),
        (
            "system: { agentTimeout: 3s }\n",
            "unknown key 'agentTimeout'; did you mean 'agent-timeout'?"
        ),
        ("system: { ttl: 3s }\n", "unknown key 'ttl'; it is called 'effect-ttl'"),
        ("system: { latency: 3s }\n", "unknown key 'latency'; it belongs in 'network'"),
        (
            "faults: [{ disconnect: {}, at: 5s, style: abrupt }]\n",
            "unknown key 'style'; settings stand beneath their fault: '- fault: { style: … }'"
        ),
        ("faults: [{ disconnect: {}, when: 5s }]\n", "unknown key 'when'; it is called 'at'"),
        (
            "faults: [{ crash: { downtime: 5s }, at: 1s }]\n",
            "unknown key 'downtime'; it is called 'down'"
        ),
        ("weather: fine\n", "unknown key 'weather'; expected one of version, scenario,"),
    ])
    func `a key with another name, or in another place, is told where it goes`(
        text: String,
        message: String
    ) {
        let told = problems(file(text))
        #expect(told.contains(message), "\(told)")
    }
}
