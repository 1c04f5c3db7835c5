import Histories

/// The store time of a session: the sum of its own calls, from `store-called` to `store-returned` or
/// `store-refused`.
///
/// A call that a crash cuts off has lasted until the crash.
struct StoreTime {
    private var time = CountedTime()
    /// The open calls of each server instance; nearly always of one.
    private var open: [(instance: Int, count: Int)] = []

    /// Takes note of a call, or of its end.
    mutating func record(_ fact: Fact) {
        let difference = fact.kind == .storeCalled ? 1 : -1
        let place = open.firstIndex { $0.instance == fact.instance }
        guard let place else {
            guard difference > 0 else { return }
            open.append((fact.instance, 1))
            return time.change(by: 1, at: fact.time)
        }
        // An end without a beginning says nothing.
        guard open[place].count + difference >= 0 else { return }
        open[place].count += difference
        time.change(by: difference, at: fact.time)
    }

    /// Takes note that an instance has died.
    mutating func end(of instance: Int, at now: Int64) {
        guard let place = open.firstIndex(where: { $0.instance == instance }) else { return }
        time.change(by: -open[place].count, at: now)
        open.remove(at: place)
    }

    /// Returns whether an instance waits for a call.
    func isOpen(at instance: Int) -> Bool {
        open.contains { $0.instance == instance && $0.count > 0 }
    }

    /// The sum up to now, in nanoseconds.
    func total(at now: Int64) -> Int64 { time.total(at: now) }
}
