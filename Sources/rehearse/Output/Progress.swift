import Reporting
import Synchronization

/// Tells on standard error how far long work is: a bar on a terminal; elsewhere a line for each
/// scenario, and one now and then while a scenario takes long.
final class Progress: Sendable {
    private static let width = 24
    /// How often a line is written where no bar is shown, in nanoseconds.
    private static let interval: Int64 = 30_000_000_000
    /// How often the bar is drawn anew even if it is as long as before: its figures are others.
    private static let redrawInterval: Int64 = 500_000_000

    private struct State {
        var name = ""
        var done = 0
        var total = 0
        var finished = 0
        var failed = 0
        var shown = -1
        var lastLine: Int64 = 0
        let stopwatch = Stopwatch()
    }

    private let state = Mutex(State())
    private let isWatched: Bool
    private let all: Int
    private let time: Int64?

    /// Begins to tell of so many runs, or of as many as can be made in that many nanoseconds.
    init(runs: Int, time: Int64? = nil, isWatched: Bool = Terminal.isErrorWatched) {
        all = runs
        self.time = time
        self.isWatched = isWatched
    }

    /// The runs of a scenario begin.
    func begin(_ name: String, runs: Int) {
        state.withLock { state in
            state.name = name
            state.done = 0
            state.total = runs
            state.shown = -1
            show(&state)
        }
    }

    /// A run is over, and has failed or not; called from any thread.
    func advance(hasFailed: Bool = false) {
        state.withLock { state in
            state.done += 1
            state.finished += 1
            if hasFailed {
                state.failed += 1
                // The bar is drawn anew although it is as long as before.
                state.shown = -1
            }
            show(&state)
        }
    }

    /// The runs of a scenario are over.
    func end(_ result: String) {
        state.withLock { state in
            tell("\(state.name): \(NumberText.count(state.done, "run")), \(result)")
        }
    }

    /// Tells of a result where no bar is shown.
    func tell(_ line: String) {
        guard !isWatched else { return }
        Terminal.complain(line + "\n")
    }

    /// Takes the bar away.
    func finish() {
        if isWatched { Terminal.complain("\r\u{1B}[K") }
    }

    /// Draws the bar when it has changed, or writes a line when it is time.
    private func show(_ state: inout State) {
        let elapsed = state.stopwatch.elapsed
        let pace = Pace(done: state.finished, all: all, elapsed: elapsed, time: time)
        guard isWatched else {
            guard elapsed - state.lastLine >= Self.interval else { return }
            state.lastLine = elapsed
            return tell(
                "\(state.name): \(count(state.done, of: state.total))\(pace.words)"
                    + failures(state)
            )
        }
        let isOld = elapsed - state.lastLine >= Self.redrawInterval
        guard isOld || pace.permille != state.shown else { return }
        state.shown = pace.permille
        state.lastLine = elapsed
        let filled = pace.permille * Self.width / 1_000
        let bar =
            String(repeating: "█", count: filled)
            + String(repeating: "░", count: Self.width - filled)
        Terminal.complain(
            "\r\u{1B}[K\(bar) \(count(state.finished, of: all))\(pace.words)"
                + "\(failures(state))  \(state.name)"
        )
    }

    /// Such as ` · 3 failed`; nothing while nothing has.
    private func failures(_ state: State) -> String {
        state.failed > 0 ? " · \(NumberText.grouped(state.failed)) failed" : ""
    }

    private func count(_ done: Int, of total: Int) -> String {
        time == nil
            ? "\(NumberText.grouped(done))/\(NumberText.grouped(total))"
            : "\(NumberText.grouped(done))"
    }
}
