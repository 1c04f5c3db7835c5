import SimulationKernel

/// What a rehearsed program did, in order: written by the one thread that drives its simulation.
final class Log: @unchecked Sendable {
    private(set) var lines: [String] = []

    func append(_ line: String) { lines.append(line) }
}

extension Simulation {
    /// Runs until nothing is left, or the limit that keeps a broken test from running for ever.
    @discardableResult
    func runToTheEnd() -> RunResult {
        run(until: .distantFuture, maximumSteps: 10_000_000)
    }
}

/// Suspends and is never resumed: the mistake that the leak detector is for.
func suspendForGood() async {
    await withUnsafeContinuation { (_: UnsafeContinuation<Void, Never>) in }
}
