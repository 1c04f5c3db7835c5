import SimulationKernel
import Testing

@Suite("World callbacks")
struct CallbackTests {
    @Test(arguments: 0..<30 as Range<UInt64>)
    func `callbacks run in the order that sorting them gives`(seed: UInt64) {
        let simulation = Simulation(seed: seed, policy: .fifo)
        var stream = simulation.randomStream("deadlines")
        var handles: [ScheduledAction] = []
        var expected: [(deadline: Int64, number: Int)] = []
        var ran: [Int] = []
        for number in 0..<2_000 {
            let deadline = stream.uniform(in: 0...500)
            let instant = VirtualInstant(nanoseconds: deadline)
            handles.append(simulation.schedule(at: instant) { ran.append(number) })
            expected.append((deadline, number))
        }
        // More than half are cancelled, so that the heap clears out what is gone.
        let cancelled = Set((0..<1_500).map { _ in Int(stream.uniform(in: 0...1_999)) })
        for number in cancelled.sorted() { simulation.cancel(handles[number]) }
        #expect(simulation.runToTheEnd() == .idle)
        // Deadline 0 is already ready when the later ones are pushed, so the order is the same.
        let order = expected.filter { !cancelled.contains($0.number) }
            .sorted { ($0.deadline, $0.number) < ($1.deadline, $1.number) }
        #expect(ran == order.map(\.number))
        #expect(simulation.step == UInt64(order.count))
    }

    @Test(arguments: 0..<10 as Range<UInt64>)
    func `the order holds while callbacks schedule and cancel others`(seed: UInt64) {
        let simulation = Simulation(seed: seed, policy: .fifo)
        var stream = simulation.randomStream("deadlines")
        var pending: [(deadline: Int64, number: Int, handle: ScheduledAction)] = []
        var number = 0
        var ran = 0
        var wrong = 0
        func add() {
            let mine = number
            number += 1
            let deadline = simulation.now.nanoseconds + stream.uniform(in: 1...300)
            let handle = simulation.schedule(at: VirtualInstant(nanoseconds: deadline)) {
                ran += 1
                // The oracle: the least of those that are pending, found by looking at all.
                let least = pending.min { ($0.deadline, $0.number) < ($1.deadline, $1.number) }
                if least?.number != mine || simulation.now.nanoseconds != deadline { wrong += 1 }
                pending.removeAll { $0.number == mine }
                while number < 3_000, pending.count < 200 { add() }
                if pending.count > 50, stream.chance(0.4) {
                    let index = Int(stream.uniform(in: 0...Int64(pending.count - 1)))
                    simulation.cancel(pending.remove(at: index).handle)
                }
            }
            pending.append((deadline, mine, handle))
        }
        for _ in 0..<100 { add() }
        #expect(simulation.runToTheEnd() == .idle)
        #expect(wrong == 0)
        #expect(number == 3_000)
        #expect(ran > 1_500)
        #expect(pending.isEmpty)
    }

    @Test func `cancelling twice, or after the callback ran, does nothing`() {
        let simulation = Simulation(seed: 1, policy: .fifo)
        var ran: [String] = []
        let first = simulation.schedule(after: .seconds(1)) { ran.append("first") }
        let second = simulation.schedule(after: .seconds(1)) { ran.append("second") }
        simulation.cancel(second)
        simulation.cancel(second)
        simulation.runToTheEnd()
        // The slots are used again: a stale handle must not reach what is in them now.
        let third = simulation.schedule(after: .seconds(1)) { ran.append("third") }
        let fourth = simulation.schedule(after: .seconds(1)) { ran.append("fourth") }
        simulation.cancel(first)
        simulation.cancel(second)
        #expect(third != first && third != second && fourth != first && fourth != second)
        simulation.runToTheEnd()
        #expect(ran == ["first", "third", "fourth"])
    }

    @Test func `a callback that is due can still be cancelled by one due with it`() {
        let simulation = Simulation(seed: 1, policy: .fifo)
        var ran: [String] = []
        var victim: ScheduledAction?
        simulation.schedule(after: .seconds(1)) {
            ran.append("canceller")
            if let victim { simulation.cancel(victim) }
        }
        victim = simulation.schedule(after: .seconds(1)) { ran.append("victim") }
        simulation.runToTheEnd()
        #expect(ran == ["canceller"])
        #expect(simulation.step == 1)
    }

    @Test func `a cancelled deadline does not move the clock`() {
        let simulation = Simulation(seed: 1, policy: .fifo)
        simulation.schedule(after: .seconds(1)) {}
        let late = simulation.schedule(after: .seconds(1_000)) {}
        simulation.cancel(late)
        #expect(simulation.runToTheEnd() == .idle)
        #expect(simulation.now == .zero + .seconds(1))
    }

    @Test func `what a callback holds is freed when it ran or was cancelled`() {
        final class Held {}
        let simulation = Simulation(seed: 1, policy: .fifo)
        weak var ran: Held?
        weak var cancelled: Held?
        do {
            let first = Held()
            let second = Held()
            (ran, cancelled) = (first, second)
            simulation.schedule(after: .seconds(1)) { _ = first }
            simulation.cancel(simulation.schedule(after: .seconds(1)) { _ = second })
        }
        #expect(ran != nil)
        #expect(cancelled == nil)
        simulation.runToTheEnd()
        #expect(ran == nil)
    }
}
