/// The client groups of a drawn scenario: one or two, of one to four sessions each.
enum GeneratedClients {
    /// Every one names `{n}`, so that no key comes twice.
    private static let keys = [
        "user-{n}:helper:thread-{n}", "user-{n}:helper:main", "ada:helper:thread-{n}",
        "ada:agent-{n}:main", "{n}:_:-",
    ]

    private static let texts = [
        "message {i} of {session}", "message {i}", "x", "  {i} with room around it  ",
        #"{"a": [1, "{i}"]} \ "quoted""#, "line {i}\nand another", "日本 {n} 🙂 e\u{301}",
        String(repeating: "many words of {session} ", count: 200),
    ]

    private static let requests = [
        "s{n}-r{i}", "r{i}", "{i}", "{session}/{i}", #"{i} of "these" \ {n}"#, "r%{i}_", "問{i}",
    ]

    static func groups(seed: UInt64) -> [ClientGroup] {
        var draws = Draws(seed: seed, part: "clients")
        var names = Draws(seed: seed, part: "requests")
        return (1...draws.count(1...2)).map { number in
            var group = group(number: number, &draws)
            group.requestID = names.usually(group.requestID) { $0.pick(requests) }
            group.repeated = names.share([0, 0, 10, 50])
            return group
        }
    }

    private static func group(number: Int, _ draws: inout Draws) -> ClientGroup {
        var group = ClientGroup(sessions: draws.count(1...4))
        group.name = "group-\(number)"
        group.sessionKey = draws.pick(keys)
        group.connections = draws.pick([1, 1, 2, 3])
        group.start = draws.usually(group.start) { $0.durations(.zero ... .seconds(10)) }
        group.messages = draws.count(0...8)
        group.text = draws.pick(texts)
        group.thinkTime = draws.usually(group.thinkTime) { $0.durations(.zero ... .seconds(5)) }
        group.pipeline = draws.pick([1, 2, 3, 8])
        group.reconnect = draws.usually(group.reconnect) { reconnect(&$0) }
        group.resend = draws.happens(inPercent: 85)
        group.duplicate = draws.share([0, 0, 10, 50, 100])
        return group
    }

    /// What a client does after a loss: comes back at once, later, or only in the liveness phase.
    static func reconnect(_ draws: inout Draws) -> Reconnect {
        draws.happens(inPercent: 15) ? .never : .after(draws.durations(.zero ... .seconds(20)))
    }
}
