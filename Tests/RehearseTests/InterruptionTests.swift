import Foundation
import Testing

@Suite("Ctrl-C") struct InterruptionTests {
    /// Runs the command with the arguments, and sends it SIGINT as soon as it watches for it.
    ///
    /// Before the shell has become the command, its own handlers are still in place.
    private static let interrupted = """
        watches() {
            [ "$(cat /proc/$child/comm)" = rehearse ] &&
                [ $((0x$(sed -n 's/^SigCgt:[[:space:]]*//p' /proc/$child/status) & 2)) -ne 0 ]
        }
        "$@" & child=$!
        for try in $(seq 6000)
        do if watches; then break; fi; sleep 0.01
        done
        kill -INT $child
        wait $child
        """

    private let command: Command

    init() throws {
        command = try Command()
        try command.write(ScenarioText.small(named: "small"), to: "small.yaml")
    }

    private func interrupt(_ arguments: String...) throws -> Command.Result {
        try command.run(
            ["-c", Self.interrupted, "sh", Command.executable.path] + arguments,
            program: URL(filePath: "/bin/sh")
        )
    }

    @Test func `A sweep ends with the summary so far, and proves nothing`() throws {
        defer { command.remove() }
        let result = try interrupt("run", "small.yaml", "--seeds", "1..1000000")
        #expect(result.status == 2)
        #expect(result.output.contains("\n  ? interrupted after "))
        #expect(result.output.contains(" of 1,000,000 seeds\n"))
        #expect(result.output.contains(": 1 inconclusive"))
    }

    @Test func `It ends while the runs are made that have failed before, too`() throws {
        defer { command.remove() }
        try command.write(
            (1...20).map { "\($0) lifecycle.quiescence scenario\n" }.joined(),
            to: "kept/small.seeds"
        )
        let result = try interrupt("run", "small.yaml", "--seeds", "1..2000", "--corpus", "kept")
        #expect(result.status == 2)
        #expect(result.output.contains("\n  ? interrupted after "))
        #expect(result.output.contains(" of 2,000 seeds\n"))
    }

    @Test func `A crash sweep says how many points it has covered`() throws {
        defer { command.remove() }
        let result = try interrupt("crash-sweep", "small.yaml", "--pairs", "100000")
        #expect(result.status == 2)
        #expect(result.output.contains("\n  ? stopped early: "))
        #expect(result.output.contains("\ninconclusive: "))
    }
}
