import Reporting
import Scenarios
import Testing
import RehearseCommand

@Suite struct ScoreboardTests {
    /// The strategies of these tests.
    private static let strategies: [SchedulingPolicySetting] = [.fifo, .random, .pct(depth: 2)]

    private static func catching(
        _ strategy: SchedulingPolicySetting,
        round: Int,
        naming: [String] = ["durability.responses"],
        others: [String] = []
    ) -> Sighting {
        Sighting(
            strategy: strategy,
            scenario: "elevator",
            seed: UInt64(round),
            round: round,
            naming: naming,
            others: others
        )
    }

    /// A score with the rounds in which each strategy caught the defect; nil: it did not.
    ///
    /// `caught` is in how many of five runs each caught it, if it was counted.
    private static func score(_ rounds: [Int?], caught: [Int] = []) -> DefectScore {
        DefectScore(
            id: "no-replay",
            names: ["durability.responses"],
            tracks: zip(strategies, rounds).enumerated().map { index, track in
                .init(
                    strategy: track.0,
                    caught: track.1.map {
                        catching(track.0, round: $0, others: ["ordering.tokens"])
                    },
                    shown: nil,
                    share: caught.isEmpty ? nil : .init(caught: caught[index], runs: 5)
                )
            }
        )
    }

    /// A defect that only an invariant that is not meant to sees.
    private static let survivor = DefectScore(
        id: "wrong-agent",
        names: ["isolation.state"],
        tracks: strategies.map {
            .init(
                strategy: $0,
                caught: nil,
                shown: catching($0, round: 1, naming: [], others: ["ordering.content"])
            )
        }
    )

    private static func board(_ scores: [DefectScore], alarms: [String] = []) -> Scoreboard {
        Scoreboard(
            scores: scores,
            strategies: strategies,
            scenarios: 3,
            seeds: 50,
            controls: 2,
            alarms: alarms
        )
    }

    @Test(arguments: [
        ([1, 1, 1], "1"), ([3, 1, 2], "2"), ([1, 2], "1.5"), ([1, nil, 4], "4"),
        ([1, nil], "> 50"), ([nil, nil, nil], "> 50"),
    ])
    func `The median counts a strategy that did not catch it as the slowest`(
        rounds: [Int?],
        median: String
    ) {
        let score = Self.score(rounds)
        #expect(Self.board([score]).median(score) == median)
    }

    @Test func `A defect that every strategy caught is reported with its invariants and its share`()
    {
        let board = Self.board([Self.score([1, 2, 4], caught: [4, 2, 1])])
        #expect(board.hasPassed)
        #expect(
            board.text(.plain) == """
                defect     scenario  fifo  random  pct(2)  median    share  caught by
                no-replay  elevator     1       2       4       2  7 of 15  durability.responses

                The shipped architecture passes the 2 runs in which a defect was caught.
                1 of 1 planted defect caught by an invariant that names the problem

                """
        )
    }

    @Test func `What only an incidental invariant saw has survived`() {
        let board = Self.board([Self.survivor])
        #expect(!board.hasPassed)
        #expect(
            board.text(.plain) == """
                defect       scenario  fifo  random  pct(2)  median  share  caught by
                wrong-agent            > 50    > 50    > 50    > 50         SURVIVED; shown only by ordering.content

                The shipped architecture passes the 2 runs in which a defect was caught.
                0 of 1 planted defect caught by an invariant that names the problem; survivors: wrong-agent

                """
        )
    }

    @Test func `An accusation of the shipped architecture fails the test`() {
        let board = Self.board([Self.score([1])], alarms: ["ordering.tokens in elevator at seed 1"])
        #expect(!board.hasPassed)
        #expect(
            board.text(.plain).contains(
                "FALSE ALARM  shipped architecture: ordering.tokens in elevator at seed 1\n"
            )
        )
    }

    @Test func `The Markdown document says what was measured, and names the survivors`() {
        let text = Self.board([
            Self.score([1, nil, 2], caught: [1, 0, 1]), Self.survivor,
        ]).markdown(command: "rehearse self-test")
        #expect(text.contains("**1 of 2 planted defects caught**"))
        #expect(text.contains("Written by `rehearse self-test`."))
        #expect(text.contains("The shipped architecture passes the 2 different runs"))
        let rows = text.split(separator: "\n").filter { $0.hasPrefix("| ") }.map(String.init)
        #expect(rows.count == 8)
        #expect(
            rows[2].split(separator: "|").map { $0.trimming(while: { $0 == " " }) } == [
                "`no-replay`", "`durability.responses`", "`ordering.tokens`", "elevator", "1",
                "> 50",
                "2", "2", "2 of 15",
            ]
        )
        #expect(rows[3].contains("**survived**") && rows[3].contains("`ordering.content`"))
        #expect(text.contains("Survivors: `wrong-agent`.\n"))
    }

    @Test func `Strategies are compared by the defects that they catch differently`() {
        let same = Self.score([1, 1, 1], caught: [5, 5, 5])
        let differing = Self.score([1, 2, 4], caught: [4, 2, 1])
        let text = Self.board([same, differing, Self.survivor]).markdown(command: "rehearse")
        #expect(
            text.hasSuffix(
                """
                | defect            | scenario |      `fifo` |    `random` |    `pct(2)` |
                | :---------------- | :------- | ----------: | ----------: | ----------: |
                | `no-replay`       | elevator |      4 of 5 |      2 of 5 |      1 of 5 |
                | **all 3 defects** |          | **9 of 10** | **7 of 10** | **6 of 10** |

                """
            )
        )
        #expect(!Self.board([same]).markdown(command: "rehearse").contains("compared"))
    }

    @Test func `The JSON object has every strategy's catch`() {
        let text = Self.board([Self.score([1, nil], caught: [2, 0])]).json
        #expect(
            text == """
                {"version":1,"passed":true,"seeds":50,"scenarios":3,"controls":2,"falseAlarms":[],\
                "survivors":[],"defects":[{"defect":"no-replay","caught":true,\
                "named":["durability.responses"],"caughtBy":["durability.responses"],\
                "alsoViolated":["ordering.tokens"],"shareCaught":2,"shareRuns":10,"strategies":[\
                {"strategy":"fifo","shareCaught":2,"shareRuns":5,"scenario":"elevator","seed":"1",\
                "seedsToCatch":1},{"strategy":"random","shareCaught":0,"shareRuns":5}]}]}

                """
        )
    }
}

extension Substring {
    /// The text without what `isPadding` at both ends.
    fileprivate func trimming(while isPadding: (Character) -> Bool) -> String {
        String(drop(while: isPadding).reversed().drop(while: isPadding).reversed())
    }
}
