import Histories
import Scenarios
import Testing

@Suite struct ReplyScriptTests {
    private func plan(_ change: (inout LanguageModelSettings) -> Void = { _ in }) -> Plan {
        var scenario = Scenario(
            name: "replies",
            summary: "Replies.",
            clients: [ClientGroup(sessions: 3)]
        )
        change(&scenario.languageModel)
        return Plan(scenario: scenario, seed: 6)
    }

    private func text(_ reply: ReplyScript) -> String {
        reply.map(\.text).joined()
    }

    @Test func `a reply has its delays, its length and its watermark`() {
        let plan = plan()
        let settings = plan.scenario.languageModel
        for sequence in 1...50 {
            let reply = plan.reply(session: 2, sequence: sequence, attempt: 1)
            let tokens = Array(reply)
            #expect(reply.outcome == .complete)
            #expect((20...60).contains(tokens.count))
            #expect(tokens[0].delay == reply.firstToken)
            #expect(tokens[0].delay >= settings.firstToken.minimum)
            for token in tokens.dropFirst() {
                #expect((.milliseconds(5) ... .milliseconds(40)).contains(token.delay))
            }
            #expect(Watermark.isEntirely(text(reply), session: 2, event: sequence))
            #expect(Watermark.all(in: text(reply))?.map(\.token) == Array(1...tokens.count))
        }
    }

    @Test func `stable replies are the same text in every attempt, at another pace`() {
        let plan = plan()
        let first = plan.reply(session: 1, sequence: 4, attempt: 1)
        let second = plan.reply(session: 1, sequence: 4, attempt: 2)
        #expect(text(first) == text(second))
        #expect(first.map(\.delay) != second.map(\.delay))
    }

    @Test func `varying replies name the attempt and differ in length`() {
        let plan = plan { $0.replies = .varying }
        let replies = (1...10).map { plan.reply(session: 1, sequence: 4, attempt: $0) }
        #expect(Set(replies.map(text)).count == 10)
        #expect(Set(replies.map(\.tokenCount)).count > 1)
        #expect(Watermark.all(in: text(replies[6]))?.allSatisfy { $0.attempt == 7 } == true)
    }

    @Test func `some attempts ignore their cancellation, whatever else they do, until they heal`() {
        let deaf = plan { $0.ignoreCancellation = Share(percent: 40) }
        let plain = plan()
        var count = 0
        for sequence in 1...500 {
            var reply = deaf.reply(session: 1, sequence: sequence, attempt: 1)
            let same = plain.reply(session: 1, sequence: sequence, attempt: 1)
            #expect(!same.ignoresCancellation)
            #expect(Array(reply) == Array(same))
            #expect(reply.outcome == same.outcome)
            if reply.ignoresCancellation { count += 1 }
            reply.heal()
            #expect(!reply.ignoresCancellation)
        }
        #expect((150...250).contains(count))
    }

    @Test func `failures come in their shares, drawn for each attempt`() {
        let plan = plan {
            $0.error = Share(percent: 10)
            $0.errorMidStream = Share(percent: 20)
            $0.stall = Share(percent: 30)
            $0.empty = Share(percent: 15)
        }
        var counts = [0, 0, 0, 0, 0]
        for attempt in 1...10_000 {
            let reply = plan.reply(session: 1, sequence: 1, attempt: attempt)
            switch reply.outcome {
            case .errorBeforeToken:
                counts[0] += 1
                #expect(reply.yieldedTokens == 0)
            case .errorMidStream(let tokens):
                counts[1] += 1
                #expect((1...reply.tokenCount).contains(tokens))
                #expect(Array(reply).count == tokens)
            case .stall(let tokens):
                counts[2] += 1
                #expect((0...reply.tokenCount).contains(tokens))
            case .empty:
                counts[3] += 1
                #expect(Array(reply).isEmpty)
            case .complete:
                counts[4] += 1
                #expect(Array(reply).count == reply.tokenCount)
            }
        }
        for (count, percent) in zip(counts, [10, 20, 30, 15, 25]) {
            #expect(abs(count - percent * 100) < 160)
        }
    }

    @Test func `a complete reply has a token whatever is drawn`() {
        let plan = plan { $0.tokens = .normal(mean: 1, deviation: 5) }
        for sequence in 1...100 {
            let reply = plan.reply(session: 1, sequence: sequence, attempt: 1)
            #expect(!Array(reply).isEmpty)
        }
    }
}
