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
        #expect(throws: ScheduleFormatError(line: 2, problem: .word(word))) {
            try Schedule(text: "rehearsal-schedule 1\n1:0/2 \(word) 1:0/2\n")
        }
    }

    @Test func `a text without the first line is no schedule`() {
        let error = ScheduleFormatError(line: 1, problem: .header)
        #expect(throws: error) { try Schedule(text: "1:0/2\n") }
        #expect(throws: error) { try Schedule(text: "") }
        #expect("\(error)".contains("rehearsal-schedule 1"))
    }

    @Test(arguments: [
        "1:0/2*20000001", "1:0/2*9223372036854775807", "9223372036854775807:0/2*3",
    ])
    func `a few characters cannot ask for more decisions than any run makes`(word: String) {
        #expect(throws: ScheduleFormatError(line: 3, problem: .tooLong)) {
            try Schedule(text: "rehearsal-schedule 1\n1:0/2\n\(word)\n")
        }
    }

    @Test(arguments: 0..<20 as Range<UInt64>)
    func `a damaged text is read or refused with its line, never trapped on`(
        seed: UInt64
    ) throws {
        let text = Array("\(try record(seed: seed).1)".utf8)
        let letters = Array("0123456789:/* \n".utf8)
        var random = RandomStream(seed: seed, name: "damage")
        var refusals = 0
        for _ in 0..<100 {
            var damaged = text
            for _ in 0..<Int(random.uniform(in: 1...4)) {
                let place = Int(random.uniform(in: 0...Int64(damaged.count - 1)))
                switch random.uniform(in: 0...2) {
                case 0: damaged[place] = UInt8(random.uniform(in: 0...255))
                case 1: damaged.remove(at: place)
                default: damaged.insert(letters[Int(random.uniform(in: 0...14))], at: place)
                }
            }
            do throws(ScheduleFormatError) {
                let read = try Schedule(text: String(decoding: damaged, as: UTF8.self))
                #expect((try? Schedule(text: "\(read)")) == read)
            } catch {
                refusals += 1
                #expect(error.line >= 1)
                #expect(!error.description.isEmpty)
            }
        }
        #expect(refusals > 20)
    }
}
