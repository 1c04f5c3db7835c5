import SimulationKernel
import Testing

@Suite("Recording and replay")
struct ReplayTests {
    private func record(seed: UInt64) throws -> (RehearsedProgram.Outcome, Schedule) {
        let simulation = Simulation(seed: seed, policy: .random, recordsSchedule: true)
        let program = RehearsedProgram(simulation)
        program.start()
        let outcome = try program.finish()
        return (outcome, simulation.recordedSchedule)
    }

    @Test(arguments: 0..<20 as Range<UInt64>)
    func `a recorded run can be repeated, from its text too`(seed: UInt64) throws {
        let (recorded, schedule) = try record(seed: seed)
        try #require(schedule.decisions.count > 10)
        #expect(schedule.decisions.count < Int(recorded.steps))
        let read = try Schedule(text: "\(schedule)")
        #expect(read == schedule)
        let simulation = Simulation(seed: seed, policy: .replay(read))
        let program = RehearsedProgram(simulation)
        program.start()
        #expect(try program.finish() == recorded)
        #expect(simulation.divergence == nil)
    }

    @Test func `recording changes nothing`() throws {
        #expect(try record(seed: 5).0 == RehearsedProgram.outcome(seed: 5))
    }

    /// Runs two callbacks at the first second and three at the second, under a schedule.
    private func replay(_ decisions: [Schedule.Decision]) -> (RunResult, ScheduleDivergence?) {
        let simulation = Simulation(
            seed: 1,
            policy: .replay(Schedule(decisions: decisions))
        )
        for _ in 0..<2 { simulation.schedule(after: .seconds(1)) {} }
        for _ in 0..<3 { simulation.schedule(after: .seconds(2)) {} }
        let result = simulation.runToTheEnd()
        #expect(result == simulation.runToTheEnd(), "a divergence is final")
        return (result, simulation.divergence)
    }

    private static let faithful = [
        Schedule.Decision(step: 0, alternatives: 2, chosen: 1),
        Schedule.Decision(step: 2, alternatives: 3, chosen: 2),
        Schedule.Decision(step: 3, alternatives: 2, chosen: 0),
    ]

    @Test func `a faithful schedule replays`() {
        let (result, divergence) = replay(Self.faithful)
        #expect(result == .idle)
        #expect(divergence == nil)
    }

    @Test(
        arguments: [
            (
                [Schedule.Decision(step: 0, alternatives: 3, chosen: 1)], 0,
                .alternativesDiffer(recorded: 3, found: 2),
                "step 0: 2 entries are ready, the schedule was recorded with 3"
            ),
            (
                [Schedule.Decision(step: 1, alternatives: 2, chosen: 1)], 0,
                .choiceUnexpected(alternatives: 2),
                "step 0: a choice between 2 that the recorded schedule lacks"
            ),
            (
                [
                    Schedule.Decision(step: 0, alternatives: 2, chosen: 1),
                    Schedule.Decision(step: 1, alternatives: 4, chosen: 1),
                ], 1, .choiceMissing(recordedAlternatives: 4),
                "step 1: the recorded schedule has a choice between 4, the run none"
            ),
            (
                Array(faithful.prefix(2)), 3, .recordingEnded,
                "step 3: a choice after the recorded schedule ended"
            ),
        ] as [([Schedule.Decision], UInt64, ScheduleDivergence.Reason, String)]
    )
    func `a divergence is reported with its step and its reason`(
        decisions: [Schedule.Decision],
        step: UInt64,
        reason: ScheduleDivergence.Reason,
        text: String
    ) {
        let (result, divergence) = replay(decisions)
        #expect(divergence?.step == step)
        #expect(divergence?.reason == reason)
        #expect(divergence?.description == text)
        #expect(divergence.map(RunResult.diverged) == result)
    }

    @Test func `a run that ends before its schedule is reported when it is over`() {
        let late = Schedule.Decision(step: 9, alternatives: 2, chosen: 0)
        let (result, divergence) = replay(Self.faithful + [late])
        #expect(result == .idle)
        #expect(divergence?.reason == .runEndedEarly(decisionsLeft: 1))
        #expect(divergence?.step == 5)
    }

    @Test func `repeated decisions take one word`() throws {
        let decisions = (1...9).map { Schedule.Decision(step: $0, alternatives: 2, chosen: 1) }
        let schedule = Schedule(decisions: decisions)
        #expect("\(schedule)" == "rehearsal-schedule 1\n1:1/2*9\n")
        #expect(try Schedule(text: "\(schedule)") == schedule)
        #expect(try Schedule(text: "rehearsal-schedule 1\n").decisions.isEmpty)
    }

    @Test(arguments: [
        "1:0", "1:2/2", "x:0/2", "1:0/1", "1:0/2*0", "1:0/2*1*1", "1:0/2/3", ":0/2", "1:0/2*x",
    ])
    func `a word that is no decision is named`(word: String) {
        #expect(throws: ScheduleFormatError.word(word)) {
            try Schedule(text: "rehearsal-schedule 1\n1:0/2 \(word) 1:0/2\n")
        }
    }

    @Test func `a text without the first line is no schedule`() {
        #expect(throws: ScheduleFormatError.header) { try Schedule(text: "1:0/2\n") }
        #expect(throws: ScheduleFormatError.header) { try Schedule(text: "") }
        #expect("\(ScheduleFormatError.header)".contains("rehearsal-schedule 1"))
    }
}
