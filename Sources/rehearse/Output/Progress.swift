import Reporting
import Synchronization

/// Tells on standard error how far long work is: a bar on a terminal, a line for each scenario
/// elsewhere.
final class Progress: Sendable {
    private static let width = 24

    private struct State {
        var name = ""
        var done = 0
        var total = 0
        var finished = 0
        var shown = -1
        var stopwatch = Stopwatch()
    }

    private let state = Mutex(State())
    private let isWatched: Bool
    private let all: Int

    /// Begins to tell of so many runs.
    init(runs: Int, isWatched: Bool = Terminal.isErrorWatched) {
        all = runs
        self.isWatched = isWatched
    }

    /// The runs of a scenario begin.
    func begin(_ name: String, runs: Int) {
        state.withLock { state in
            state.name = name
            state.done = 0
            state.total = runs
            show(&state)
        }
    }

    /// A run is over; called from any thread.
    func advance() {
        state.withLock { state in
            state.done += 1
            state.finished += 1
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

    /// Draws the bar when it has changed.
    private func show(_ state: inout State) {
        guard isWatched else { return }
        let permille = all > 0 ? state.finished * 1_000 / all : 1_000
        guard permille != state.shown || state.done == 0 else { return }
        state.shown = permille
        let pace = Pace(done: state.finished, all: all, elapsed: state.stopwatch.elapsed)
        let filled = permille * Self.width / 1_000
        let bar =
            String(repeating: "█", count: filled)
            + String(repeating: "░", count: Self.width - filled)
        Terminal.complain(
            "\r\u{1B}[K\(bar) \(state.finished)/\(all)\(pace.words)  "
                + "\(state.name) \(state.done)/\(state.total)"
        )
    }
}
