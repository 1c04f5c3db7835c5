import DequeModule
import SimulationKernel

/// How the client takes what arrives: at once, or slowly, so that it piles up.
extension Link {
    /// Takes what arrives at the client, once it has read what arrived before.
    func arriveAtClient(_ arrival: Direction<WireFrame>.Arrival) {
        if unread.isEmpty, readingTime(of: arrival) == 0 { return take(arrival) }
        unread.append(arrival)
        if reading == nil { readNext() }
    }

    /// Reads so many bytes a second from now on; nil: everything at once, also what waits.
    ///
    /// The frame that is being read is read to its end at the rate at which it was begun.
    func read(atMost rate: Int?) {
        readingRate = rate
        if rate == nil { readEverything() }
    }

    /// Takes what waits: nothing limits the client any more, or it is gone.
    func readEverything() {
        if let reading { simulation.cancel(reading) }
        reading = nil
        while let arrival = unread.popFirst() { take(arrival) }
    }

    private func take(_ arrival: Direction<WireFrame>.Arrival) {
        switch arrival {
        case .frame(let frame): read(frame)
        case .action(let action): action()
        }
    }

    /// Reads what is first, in the time that its bytes take.
    private func readNext() {
        guard let first = unread.first else { return }
        let time = readingTime(of: first)
        reading = simulation.schedule(afterNanoseconds: time) { [self] in
            reading = nil
            guard let arrival = unread.popFirst() else { return }
            take(arrival)
            if reading == nil, !unread.isEmpty { readNext() }
        }
    }

    /// How long it takes to read what has arrived, in nanoseconds.
    private func readingTime(of arrival: Direction<WireFrame>.Arrival) -> Int64 {
        guard let readingRate, case .frame(let frame) = arrival else { return 0 }
        return Int64(frame.byteCount) * 1_000_000_000 / Int64(readingRate)
    }
}
