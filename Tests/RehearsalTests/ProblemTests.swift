import EventsAndEffects
import Foundation
import Rehearsal
import Synchronization
import Testing

/// What is wrong with a rehearsal itself.
@Suite struct ProblemTests {
    private func run(_ rehearsal: Rehearsal) async throws {
        _ = try await rehearsal.run(text: SmallScenario.text, named: SmallScenario.name)
    }

    @Test func `Settings that cannot be are refused`() async throws {
        await #expect(
            throws: Rehearsal.Problem.settings(
                "pct(depth: 0) cannot be run: the depth is from 1 to 100"
            )
        ) { try await run(Rehearsal(strategy: .pct(depth: 0))) }
        await #expect(
            throws: Rehearsal.Problem.settings(
                "0 jobs cannot run anything: the number is from 1 to 1024"
            )
        ) { try await run(Rehearsal(jobs: 0)) }
        await #expect(
            throws: Rehearsal.Problem.settings(
                "seeds 0...18446744073709551615 are more than anybody can run"
            )
        ) { try await run(Rehearsal(seeds: 0...UInt64.max)) }
    }

    @Test func `A mistake in a scenario is named with its place`() async throws {
        let text = SmallScenario.text(more: "sede: 7")
        let problem = await #expect(throws: Rehearsal.Problem.self) {
            try await Rehearsal().run(text: text, named: SmallScenario.name)
        }
        #expect(
            problem?.description.hasPrefix(
                "small.yaml:7:1: error: unknown key 'sede'; did you mean 'seed'?\n    sede: 7\n"
            ) == true
        )
    }

    @Test func `Where there is no scenario, nothing passes`() async throws {
        let folder = FileManager.default.temporaryDirectory
            .appending(path: "rehearsal-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        await #expect(throws: Rehearsal.Problem.self) { try await Rehearsal().run(folder.path) }
        await #expect(throws: Rehearsal.Problem.self) {
            try await Rehearsal().run(folder.path + "/missing.yaml")
        }
        await #expect(
            throws: Rehearsal.Problem.scenarios("no scenario file or folder is named\n")
        ) { try await Rehearsal().run([String]()) }
    }

    @Test func `A part that is not deterministic is found out when its failure is repeated`()
        async throws
    {
        let count = Count()
        let architecture = SmallScenario.architecture(defect: "failure-not-reported") {
            .milliseconds(count.next())
        }
        let problem = await #expect(throws: Rehearsal.Problem.self) {
            try await Rehearsal(of: architecture)
                .run(text: SmallScenario.failing, named: SmallScenario.name)
        }
        #expect(
            problem
                == .notDeterministic(
                    "seed 1 of small was another run when it was repeated: it is not deterministic"
                )
        )
    }

    @Test func `A part that leaves the simulation passes nothing, and the rule is named`()
        async throws
    {
        let parts = ServerParts(route: { context, queue, runner in
            StrayingRoute(base: ChatRoute(context: context, queue: queue, runner: runner))
        })
        let outcome = try await Rehearsal(of: .init(name: "straying", parts: parts))
            .run(text: SmallScenario.text, named: SmallScenario.name)
        #expect(outcome.verdict == .inconclusive)
        #expect(
            outcome.scenarios[0].doubts.first?.hasSuffix(
                "Task {} or Task.detached runs outside the simulation: use a task group or async let"
            ) == true
        )
        #expect(throws: Rehearsal.NotPassed.self) { try outcome.requirePassed() }
    }

    @Test func `A cancelled task ends its rehearsal`() async throws {
        let rehearsal = Task {
            try await Rehearsal(seeds: 1...1_000_000)
                .run(text: SmallScenario.text, named: SmallScenario.name)
        }
        rehearsal.cancel()
        await #expect(throws: CancellationError.self) { try await rehearsal.value }
    }
}

/// A route that leaves the simulation.
private struct StrayingRoute: FrameRouting {
    let base: ChatRoute

    func serve(_ connection: Connection) async {
        await Task.detached {}.value
        await base.serve(connection)
    }
}

/// What a part remembers from one run to the next, though it must not.
private final class Count: Sendable {
    private let value = Atomic(0)

    func next() -> Int { value.add(1, ordering: .relaxed).newValue }
}
