import SimulationKernel

/// A store call that was made and whose transaction has not taken effect.
struct CallInFlight {
    /// The number of the call.
    let number: Int
    /// Whose it is.
    let store: OpenedStore
    /// Which server, from 1.
    let life: ServerPlace
    /// Performs the transaction, and says nothing of it to anybody.
    let perform: () -> Void
}

/// The store calls that are in flight: in the middle of one of them a process may die.
struct CallsInFlight {
    private var calls: [CallInFlight] = []

    /// A call was made.
    mutating func begin(_ call: CallInFlight) { calls.append(call) }

    /// A call takes effect, or is given up.
    mutating func end(_ number: Int) {
        guard let index = calls.firstIndex(where: { $0.number == number }) else { return }
        calls.remove(at: index)
    }

    /// Draws one of the calls of some stores, in the middle of which their processes die; nil if
    /// they have none.
    ///
    /// One at most: each process has one connection, and of several only one can write.
    func choose(of stores: [OpenedStore], using stream: inout RandomStream) -> CallInFlight? {
        let candidates = calls.filter { call in stores.contains { $0 === call.store } }
        guard !candidates.isEmpty else { return nil }
        return stream.element(of: candidates)
    }
}
