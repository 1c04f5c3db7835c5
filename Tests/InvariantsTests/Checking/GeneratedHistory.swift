import Histories
import SimulationKernel

/// Valid lives of sessions, interleaved at random.
///
/// Each session's own facts keep their order, as do the host's; everything else may mix.
struct GeneratedHistory {
    private var random: RandomStream
    private var conversations: [[String]] = []

    init(seed: UInt64) { random = RandomStream(seed: seed, name: "history") }

    /// The facts of some sessions with some requests each, in a random interleaving.
    mutating func make(sessions: Int, requests: Int) -> History {
        conversations = []
        var lives = (1...sessions).map { life(of: Int32($0), requests: requests)[...] }
        let frame = Story().started().phase(.safety).facts
        var facts = frame
        while let index = lives.indices.filter({ !lives[$0].isEmpty }).randomElement(using: &random)
        {
            facts.append(lives[index].removeFirst())
            // What the agent yields is handed over in the same step.
            if facts.last?.kind == .agentToken { facts.append(lives[index].removeFirst()) }
        }
        let end = Story().phase(.liveness).phase(.stopped).stopped()
        for session in 1...sessions {
            for seq in 1...requests {
                end.session(Int32(session)).deliveredRows("r\(seq)", seq: seq)
            }
            end.checkpointRow(seq: requests, holding: conversations[session - 1])
        }
        facts += end.inspectionEnds().phase(.end).facts
        for index in facts.indices {
            facts[index].step = UInt64(index + 1)
            // Quick, so that no latency is exceeded whatever comes in between.
            facts[index].time = Int64(index) * 1_000
            if index > 0, facts[index - 1].kind == .agentToken {
                facts[index].time = facts[index - 1].time
            }
        }
        let story = Story()
        return History(
            header: story.history.header,
            sessions: story.history.sessions,
            facts: facts
        )
    }

    /// The life of one session: each request asked, streamed, sometimes retried, delivered.
    private mutating func life(of session: Int32, requests: Int) -> [Fact] {
        let story = Story().session(session).opened()
        var said: [String] = []
        for seq in 1...requests {
            let request = "r\(seq)"
            said.append("user:question \(seq)")
            story.sends(request, text: "question \(seq)")
                .arrives(request, text: "question \(seq)")
                .calls("append").appended(request, seq: seq, text: "question \(seq)")
                .returns("append")
            let attempt = Int.random(in: 1...2, using: &random)
            if attempt == 2 {
                story.invoked(seq: seq, agent: "helper", given: said).failed(seq: seq)
            }
            story.invoked(seq: seq, attempt: attempt, agent: "helper", given: said)
            var message = ""
            for token in 1...Int.random(in: 1...5, using: &random) {
                let text = "s\(session)e\(seq)t\(token) "
                message += text
                story.yields(text, seq: seq, attempt: attempt).token(request, text)
            }
            said.append("assistant:\(message)")
            let key = "\(Story.keys[Int(session) - 1]):\(seq)/send_message/0"
            story.finished(seq: seq, attempt: attempt).fact(.checkpointCommitted, seq: seq)
                .created(request, seq: seq, message: message, key: key)
                .claimed(request, seq: seq).handed(request, message: message)
                .received(request, message: message).acknowledged(request)
                .completed(request, seq: seq)
        }
        conversations.append(said)
        return story.drops().facts
    }
}
