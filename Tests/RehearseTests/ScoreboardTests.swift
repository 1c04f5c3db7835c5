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
    private static func score(_ rounds: [Int?], share: DefectScore.Share? = nil) -> DefectScore {
        DefectScore(
            id: "no-replay",
            names: ["durability.responses"],
            tracks: zip(strategies, rounds).map { strategy, round in
                .init(
                    strategy: strategy,
                    caught: round.map {
                        catching(strategy, round: $0, others: ["ordering.tokens"])
                    },
                    shown: nil
                )
            },
            share: share
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
        },
        share: nil
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
        let board = Self.board([Self.score([1, 2, 4], share: .init(caught: 7, runs: 15))])
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
            Self.score([1, nil, 2], share: .init(caught: 2, runs: 15)), Self.survivor,
        ]).markdown(command: "rehearse self-test")
        #expect(text.contains("**1 of 2 planted defects caught**"))
        #expect(text.contains("Written by `rehearse self-test`."))
        #expect(text.contains("The shipped architecture passes the 2 different runs"))
        let rows = text.split(separator: "\n").filter { $0.hasPrefix("| ") }.map(String.init)
        #expect(rows.count == 4)
        #expect(
            rows[2].split(separator: "|").map { $0.trimming(while: { $0 == " " }) } == [
                "`no-replay`", "`durability.responses`", "`ordering.tokens`", "elevator", "1",
                "> 50",
                "2", "2", "2 of 15",
            ]
        )
        #expect(rows[3].contains("**survived**") && rows[3].contains("`ordering.content`"))
        #expect(text.hasSuffix("Survivors: `wrong-agent`.\n"))
    }

    @Test func `The JSON object has every strategy's catch`() {
        let text = Self.board([Self.score([1, nil], share: .init(caught: 2, runs: 10))]).json
        #expect(
            text == """
                {"version":1,"passed":true,"seeds":50,"scenarios":3,"controls":2,"falseAlarms":[],\
                "survivors":[],"defects":[{"defect":"no-replay","caught":true,\
                "named":["durability.responses"],"caughtBy":["durability.responses"],\
                "alsoViolated":["ordering.tokens"],"shareCaught":2,"shareRuns":10,"strategies":[\
                {"strategy":"fifo","scenario":"elevator","seed":"1","seedsToCatch":1},\
                {"strategy":"random"}]}]}

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
