import Glibc

/// Samples what a benchmark is at, with the system's `perf`, where that is to be had.
enum Sampler {
    /// Runs a benchmark under the sampler; nil if there is none, or it may not sample.
    static func profile(_ benchmark: String, runs: Int) -> Profile? {
        let recording = "/tmp/rehearse-bench-\(getpid()).perf"
        defer { unlink(recording) }
        let recorded = try? ChildProcess.run(
            "perf",
            [
                "record", "--quiet", "--event", "cpu-clock:u", "--freq", "5000", "--call-graph",
                "fp", "--output", recording, "--", ChildProcess.ownPath, "once", benchmark,
                "--runs", String(runs),
            ],
            isQuiet: true
        )
        guard recorded?.status == 0 else { return nil }
        let script = try? ChildProcess.run(
            "perf",
            ["script", "--no-demangle", "--fields", "ip,sym,dso", "--input", recording],
            isQuiet: true
        )
        guard let script, script.status == 0 else { return nil }
        let profile = SampledStacks(script.output).profile(of: benchmark)
        return profile.samples > 0 ? profile : nil
    }
}
