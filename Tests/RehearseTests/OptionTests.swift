import Simulator
import Testing

import RehearseCommand

@Suite struct OptionTests {
    @Test(arguments: [("1/1", 0, 1), ("2/5", 1, 5), ("5/5", 4, 5)])
    func `A shard is written K of N`(text: String, place: Int, count: Int) throws {
        let shard = try Shard.parse(text)
        #expect((shard.place, shard.count) == (place, count))
        #expect(shard.text == text)
    }

    @Test(arguments: ["0/5", "6/5", "5", "a/b", "1/2/3", "-1/4", ""])
    func `What is no shard is refused`(text: String) {
        #expect(throws: (any Error).self) { try Shard.parse(text) }
    }

    @Test(arguments: [
        (["CI_NODE_INDEX": "2", "CI_NODE_TOTAL": "5"], "2/5"),
        (["JOB_COMPLETION_INDEX": "0", "CI_NODE_TOTAL": "3"], "1/3"),
        (["CI_NODE_INDEX": "1", "CI_NODE_TOTAL": "1"], nil),
        (["CI_NODE_INDEX": "7", "CI_NODE_TOTAL": "5"], nil),
        (["JOB_COMPLETION_INDEX": "2"], nil),
        (["CI_NODE_TOTAL": "4"], nil),
        ([:], nil),
    ])
    func `A CI system's variables say which shard it is`(
        variables: [String: String],
        text: String?
    ) {
        #expect(Shard.announced { variables[$0] }?.shard.text == text)
    }

    @Test(arguments: [
        ("30s", 30_000_000_000), ("5m", 300_000_000_000), ("1.5h", 5_400_000_000_000),
    ])
    func `A time has a unit`(text: String, nanoseconds: Int64) throws {
        #expect(try TimeOption.parse(text) == nanoseconds)
    }

    @Test(arguments: ["5", "m", "-5m", "0s", "5 min", "", "infs"])
    func `What is no time is refused`(text: String) {
        #expect(throws: (any Error).self) { try TimeOption.parse(text) }
    }

    @Test(arguments: ["portfolio", "scenario", "fifo", "jitter", "random", "pct(7)"])
    func `A strategy is read as it is written`(text: String) throws {
        #expect(try StrategyOption.parse(text).text == text)
    }

    @Test(arguments: [("randm", "did you mean 'random'"), ("pct(0)", "pct"), ("?", "there are")])
    func `What is no strategy is refused with what there is`(text: String, reason: String) {
        do {
            _ = try StrategyOption.parse(text)
            Issue.record("'\(text)' was read")
        } catch {
            #expect("\(error)".contains(reason))
        }
    }

    @Test func `A pace tells how much is left`() {
        let pace = Pace(done: 50, all: 200, elapsed: 10_000_000_000)
        #expect(pace.permille == 250)
        #expect(pace.words == " · 5.0/s · 30.0s left")
        let timed = Pace(done: 50, all: .max, elapsed: 10_000_000_000, time: 40_000_000_000)
        #expect(timed.permille == 250)
        #expect(timed.words == " · 5.0/s · 30.0s left")
        #expect(Pace(done: 0, all: 9, elapsed: 5).words == "")
    }
}
