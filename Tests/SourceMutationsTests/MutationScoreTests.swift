import Reporting
import SourceMutations
import Testing

@testable import rehearse_mutate

/// The figures, and who is named.
@Suite struct `A mutation score` {
    private func score() throws -> MutationScore {
        let mutants = try MutantCatalogue.mutants(of: "func a() {\n    b(1)\n    c()\n    d()\n}\n")
            .filter { $0.operator == .drop || $0.operator == .offByOne }
        let results: [TrialResult?] = [
            .caught(invariant: "ordering.delivery", scenario: "s", round: 1), .hung, .survived, nil,
        ]
        return MutationScore(
            entries: zip(mutants, results).map { mutant, result in
                .init(path: "Sources/A/B/C.swift", mutant: mutant, result: result)
            },
            population: 9,
            stillborn: 1,
            rounds: 2,
            scenarios: 41
        )
    }

    @Test func `counts what was noticed among what was tried`() throws {
        let score = try score()
        #expect(
            score.text(.plain) == """
                part  tried  caught  survived  excused   score
                A/B       3       1         1        1  66.6 %

                hung  Sources/A/B/C.swift:2  a: `b(1)`: `1` → `2`
                SURVIVED  Sources/A/B/C.swift:3  a: drop `c()`
                66.6 % of 3 mutants noticed: 1 caught by an invariant, 1 noticed otherwise \
                (inconclusive, crashed or hung); 1 survived, 1 excused, 1 no Swift

                """
        )
    }

    @Test func `names its command, its kinds of mistake and its survivors`() throws {
        let text = try score().markdown(command: "rehearse-mutate --rounds 2")
        #expect(text.hasPrefix("# Mutation score: does the harness see small mistakes?\n"))
        #expect(text.contains("Written by `rehearse-mutate --rounds 2`."))
        #expect(text.contains("5 of 9 mutants were drawn."))
        #expect(text.contains("| `drop`: a statement is left out"))
        #expect(text.contains("## Survivors\n\n- Sources/A/B/C.swift:3, a: drop `c()`\n"))
    }

    @Test(arguments: [
        (0, 0, "–"), (1, 1, "100.0 %"), (999, 1_000, "99.9 %"), (9_999, 10_000, "99.9 %"),
    ])
    func `never rounds up`(part: Int, whole: Int, text: String) {
        #expect(MutationScore.percent(part, of: whole) == text)
    }

    @Test(arguments: [
        TrialResult.caught(invariant: "a.b", scenario: "c", round: 2),
        .doubted(reason: "a limit", scenario: "c"), .survived,
    ])
    func `is told by a process in one line`(result: TrialResult) {
        #expect(TrialResult.parse(result.line) == result)
    }

    @Test func `counts nothing that a process did not say`() {
        #expect(TrialResult.parse("caught\ta.b\tc\tmany") == nil)
        #expect(TrialResult.parse("") == nil)
    }
}
