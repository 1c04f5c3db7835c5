/// The seeds of a sweep, in the order in which they are run.
package struct SeedList: Equatable, Sendable {
    private let first: UInt64
    private let stride: UInt64
    /// How many there are.
    package let count: Int

    /// All seeds of a range.
    package init(_ range: ClosedRange<UInt64>) {
        first = range.lowerBound
        stride = 1
        count = Int(range.upperBound - range.lowerBound) + 1
    }

    /// Seeds from 1 on, more than anybody can run.
    package static let endless = SeedList(1...UInt64(Int.max) / 2)

    private init(first: UInt64, stride: UInt64, count: Int) {
        self.first = first
        self.stride = stride
        self.count = count
    }

    /// The seed at a place from 0.
    package func seed(at index: Int) -> UInt64 { first + UInt64(index) * stride }

    /// Every `count`th of the seeds, beginning with the one at that place from 0.
    ///
    /// The shards of all places are all seeds, each once.
    package func shard(at place: Int, of count: Int) -> SeedList {
        SeedList(
            first: first + UInt64(place) * stride,
            stride: stride * UInt64(count),
            count: max(0, (self.count - place + count - 1) / count)
        )
    }

    /// The seeds as a list; only for those that somebody could write down.
    package var all: [UInt64] { (0..<count).map(seed) }
}
