import ArgumentParser

/// The command.
struct Rehearse: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: Rehearsed.current.command,
        abstract: "Rehearses an events & effects chat server before production does.",
        discussion: """
            Runs the real server code on a virtual clock, against fake sockets, mock LLM streams and \
            a real SQLite store, through seeded schedules of disconnects, crashes and retries, and \
            says whether messages stay in order, in their own session, and are delivered exactly \
            once.

            Exit codes: 0 passed, 1 violated, 2 inconclusive, 3 not deterministic, 64 usage, \
            65 invalid scenario, 70 internal error.
            """,
        subcommands: [
            Run.self, New.self, Validate.self, ExplainScenario.self, Format.self, Schema.self,
            List.self, Check.self, Report.self, Inspect.self, Diff.self, CrashSweep.self,
            Shrink.self, Replay.self, Explain.self, Merge.self, SelfTest.self,
        ]
    )
}
