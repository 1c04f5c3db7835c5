import Dispatch
import Synchronization

/// Does pieces of work that know nothing of each other, on several threads.
///
/// Determinism: what is given back does not depend on the number of threads, unless the work is cut
/// short from outside.
package struct Workers: Sendable {
    private let threads: Int

    /// Makes so many workers, at least one.
    package init(threads: Int) {
        self.threads = max(1, threads)
    }

    /// Does the pieces from 0 on, in order, each once.
    ///
    /// - Parameters:
    ///   - count: How many pieces there are.
    ///   - isEnough: Whether nothing need be done beyond a piece with that result.
    ///   - isCutShort: Whether no further piece is to be begun; asked before each, on any thread.
    ///   - work: Does the piece of that number, on any thread.
    /// - Returns: the results of the first pieces, in order: up to the first that was enough, all
    ///   that were begun if it was cut short, else all.
    package func map<Result: Sendable>(
        count: Int,
        until isEnough: @escaping @Sendable (Result) -> Bool = { _ in false },
        unless isCutShort: @escaping @Sendable () -> Bool = { false },
        _ work: @escaping @Sendable (Int) -> Result
    ) -> [Result] {
        let state = Mutex(State<Result>(end: count))
        DispatchQueue.concurrentPerform(iterations: min(threads, count)) { _ in
            while !isCutShort(), let index = state.withLock({ $0.take() }) {
                let result = work(index)
                let isLast = isEnough(result)
                state.withLock { $0.put(result, at: index, isLast: isLast) }
            }
        }
        return state.withLock { $0.results.prefix($0.end).compactMap(\.self) }
    }

    private struct State<Result: Sendable> {
        var next = 0
        var end: Int
        var results: [Result?] = []

        mutating func take() -> Int? {
            guard next < end else { return nil }
            defer { next += 1 }
            results.append(nil)
            return next
        }

        mutating func put(_ result: Result, at index: Int, isLast: Bool) {
            results[index] = result
            if isLast { end = min(end, index + 1) }
        }
    }
}
