import Histories
import Invariants
import PlantedDefects
import Scenarios
import SimulatedWorld
import SimulationKernel
import Simulator
import Testing

@Suite struct RecordingTests {
    private static let scenario = Scenario.small()

    private static let recording: Recording? = PlantedDefect.architecture("leaky-registry").flatMap
    {
        Recording(
            scenario,
            as: "version: 1\nscenario: small\n",
            seed: 3,
            violating: "lifecycle.quiescence",
            on: $0
        )
    }

    @Test func `A recorded run is made again, decision by decision`() throws {
        let recording = try #require(Self.recording)
        let faulty = try #require(PlantedDefect.architecture("leaky-registry"))
        let run = recording.replay(Self.scenario, on: faulty)
        #expect(recording.schedule.decisions.count > 100)
        #expect(run.divergence == nil)
        #expect(run.fingerprint == recording.fingerprint)
        let violation = try #require(run.violations.first)
        #expect(violation.invariant == recording.finding.invariant)
        #expect(violation.conflicting.step == recording.finding.step)
    }

    @Test func `A run of something else leaves the recording, and proves nothing`() throws {
        let recording = try #require(Self.recording)
        let other = Scenario.small { $0.languageModel.tokens = .constant(1) }
        let run = recording.replay(other, on: .shipped)
        let divergence = try #require(run.divergence)
        #expect(divergence.step < recording.finding.step)
        #expect(run.violations.isEmpty)
        #expect(run.verdict == .inconclusive)
        #expect(run.doubts.first == divergence.description)
    }

    @Test func `A run that violates nothing leaves no recording`() {
        let recording = Recording(
            Self.scenario,
            as: "",
            seed: 3,
            violating: "lifecycle.quiescence",
            on: .shipped
        )
        #expect(recording == nil)
    }

    @Test func `A recording reads back from its text`() throws {
        let recording = try #require(Self.recording)
        #expect(try Recording(text: recording.text) == recording)
        #expect(try Recording(bytes: Array(recording.text.utf8)) == recording)
    }

    private static let text = """
        rehearsal-recording 1
        seed 17
        architecture shipped
        faults all
        fingerprint 00000000000000ff
        violated ordering.delivery 41
        facts client-sent token-sent
        3.0.1.9f3a1c02 0.1.1.1f
        rehearsal-schedule 1
        1:0/2
        scenario
        version: 1
        """

    @Test(
        arguments: [
            ("rehearsal-recording 1", "rehearsal-recording 2", 1, .header),
            ("seed 17", "sed 17", 2, .missing("seed")),
            ("seed 17", "seed -1", 2, .value(of: "seed", found: "-1", expected: "a number")),
            (
                "faults all", "faults 1", 4,
                .value(of: "faults", found: "1", expected: "all or swarm")
            ),
            (
                "00000000000000ff", "ff", 5,
                .value(of: "fingerprint", found: "ff", expected: "16 hexadecimal digits")
            ),
            (
                " 41", "", 6,
                .value(
                    of: "violated",
                    found: "ordering.delivery",
                    expected: "an invariant and a step"
                )
            ),
            ("facts client-sent", "facts client-said", 7, .fact("client-said")),
            ("0.1.1.1f", "0.2.1.1f", 8, .fact("0.2.1.1f")),
            ("0.1.1.1f", "0.1.1", 8, .fact("0.1.1")),
            ("facts client", "fact client", 7, .schedule(.header)),
            ("1:0/2", "1:2/2", 10, .schedule(.word("1:2/2"))),
            ("scenario", "scenarios", 12, .missing("scenario")),
            ("version: 1", " ", 12, .noScenario),
        ] as [(String, String, Int, RecordingError.Problem)]
    )
    func `What is no recording is refused with its line`(
        old: String,
        new: String,
        line: Int,
        problem: RecordingError.Problem
    ) throws {
        #expect(try Recording(text: Self.text).schedule.decisions.count == 1)
        let error = #expect(throws: RecordingError.self) {
            try Recording(text: Self.text.replacing(old, with: new, maxReplacements: 1))
        }
        #expect(error?.line == line)
        #expect(error?.problem == problem)
        #expect(error?.description.isEmpty == false)
    }

    @Test func `Bytes that are no text are refused`() {
        let error = #expect(throws: RecordingError.self) { try Recording(bytes: [0xFF, 0xFE]) }
        #expect(error?.problem == .notText)
    }

    @Test(arguments: 0..<20 as Range<UInt64>)
    func `A damaged recording is read or refused with a line, never trapped on`(seed: UInt64) {
        let text = Array(Self.text.utf8)
        var random = RandomStream(seed: seed, name: "damage")
        var refusals = 0
        for _ in 0..<200 {
            var damaged = text
            for _ in 0..<Int(random.uniform(in: 1...3)) {
                let place = Int(random.uniform(in: 0...Int64(damaged.count - 1)))
                switch random.uniform(in: 0...2) {
                case 0: damaged[place] = UInt8(random.uniform(in: 0...127))
                case 1: damaged.removeSubrange(place..<min(damaged.count, place + 7))
                default: damaged.insert(UInt8(random.uniform(in: 0...127)), at: place)
                }
            }
            do throws(RecordingError) { _ = try Recording(bytes: damaged) } catch {
                refusals += 1
                #expect((1...12).contains(error.line))
                #expect(!error.description.isEmpty)
            }
        }
        #expect(refusals > 100)
    }
}
