import Simulator
import Synchronization
import Testing

@Suite("Workers") struct WorkersTests {
    @Test(arguments: [1, 2, 5])
    func `Give back all results in order`(threads: Int) {
        let results = Workers(threads: threads).map(count: 100, { $0 * $0 })
        #expect(results == (0..<100).map { $0 * $0 })
    }

    @Test(arguments: [1, 2, 5])
    func `Stop behind the first result that is enough`(threads: Int) {
        let results = Workers(threads: threads)
            .map(count: 1_000, until: { $0 % 37 == 36 }, { $0 })
        #expect(results == Array(0...36))
    }

    @Test(arguments: [1, 3])
    func `Give back what was begun when they are cut short`(threads: Int) {
        let done = Atomic(0)
        let results = Workers(threads: threads)
            .map(count: .max, unless: { done.load(ordering: .relaxed) >= 10 }) { index in
                done.add(1, ordering: .relaxed)
                return index
            }
        #expect(results == Array(0..<results.count))
        #expect((10..<10 + threads).contains(results.count))
    }

    @Test func `Have nothing to give back of nothing`() {
        #expect(Workers(threads: 4).map(count: 0, { $0 }).isEmpty)
    }
}
