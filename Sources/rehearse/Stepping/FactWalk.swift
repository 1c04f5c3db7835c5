import Histories
import Reporting

/// A place among the facts of a history, that goes forwards and backwards, with the state there.
///
/// Facts that only say that the store was called or read are passed over.
struct FactWalk {
    let history: History
    let session: SessionNumber?
    /// The position of the last fact that has happened; −1 before the first.
    private(set) var position = -1
    private(set) var state: SystemState

    /// Makes a walk that stands before the first fact; if a session is named, only its facts and
    /// those of no session are stopped at.
    init(_ history: History, session: SessionNumber?) {
        self.history = history
        self.session = session
        state = SystemState(sessionCount: history.sessions.count)
    }

    /// The fact at which the walk stands; nil before the first.
    var fact: Fact? { position >= 0 ? history.facts[position] : nil }

    /// Goes to the last fact that is not after an instant.
    mutating func go(to instant: Int64) {
        let end = history.facts.firstIndex { $0.time > instant } ?? history.facts.count
        move(to: end - 1)
    }

    /// Goes so many facts forwards, or backwards if negative; returns whether there were as many.
    mutating func go(by count: Int) -> Bool {
        var next = position
        for _ in 0..<abs(count) {
            guard let stop = stop(from: next, forwards: count > 0) else {
                move(to: next)
                return false
            }
            next = stop
        }
        move(to: next)
        return true
    }

    /// Goes to the next fault or end of a server; returns whether there is one.
    mutating func goToFault() -> Bool {
        let later = history.facts.indices.dropFirst(position + 1)
        let found = later.first { index in
            let fact = history.facts[index]
            return (fact.kind == .faultInjected || fact.kind == .serverCrashed) && concerns(fact)
        }
        guard let found else { return false }
        move(to: found)
        return true
    }

    private func stop(from position: Int, forwards: Bool) -> Int? {
        let isStop = { (index: Int) in
            let fact = history.facts[index]
            switch fact.kind {
            case .storeCalled, .storeReturned, .storeInspected: return false
            default: return concerns(fact)
            }
        }
        if forwards { return history.facts.indices.dropFirst(position + 1).first(where: isStop) }
        return history.facts.indices.prefix(max(0, position)).last(where: isStop)
    }

    private func concerns(_ fact: Fact) -> Bool {
        session == nil || fact.session == session || fact.session.isNone
    }

    private mutating func move(to target: Int) {
        if target < position {
            state = SystemState(sessionCount: history.sessions.count)
            position = -1
        }
        while position < target {
            position += 1
            state.read(history.facts[position])
        }
    }
}
