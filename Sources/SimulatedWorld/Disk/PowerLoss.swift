import SimulationKernel

/// A write of which a power loss has kept a part.
package struct TornWrite: Equatable, Sendable, CustomStringConvertible {
    /// The file.
    package let file: String
    /// Where the write began.
    package let offset: Int
    /// How many bytes it had.
    package let count: Int
    /// How many of them are there.
    package let keptCount: Int

    /// The words for reports.
    package var description: String {
        "\(file): \(keptCount) of \(count) bytes at \(offset)"
    }
}

/// The draws of one power loss: which unsynced changes the disk had written by then.
///
/// A disk writes in an order of its own, in sectors of 512 bytes each of which is there or not. How
/// much of it has got round to differs from one power loss to the next: nothing, all, or a part.
struct PowerLoss {
    private static let sector = 512

    var stream: RandomStream
    private(set) var torn: [TornWrite] = []
    /// How probable it is that a change is there.
    private let progress: Double

    init(stream: RandomStream) {
        self.stream = stream
        progress = Double(self.stream.uniform(in: 0...4)) / 4
    }

    /// Whether a change of the directory is there.
    mutating func keepsName() -> Bool { stream.chance(progress) }

    /// Takes the unsynced changes of a file, or parts of them.
    mutating func strike(_ file: DiskFile, named name: String) {
        guard !file.isSynced else { return }
        file.losePower { change in
            guard let written = change.written else { return stream.chance(progress) ? [] : nil }
            return keep(written, at: change.offset, of: name)
        }
    }

    /// The ranges of a write that are there.
    private mutating func keep(_ count: Int, at offset: Int, of name: String) -> [Range<Int>]? {
        let isTorn = stream.chance(progress == 0 || progress == 1 ? 0 : 0.5)
        if !isTorn { return stream.chance(progress) ? [0..<count] : nil }
        var kept: [Range<Int>] = []
        var start = 0
        while start < count {
            let sectorEnd = ((offset + start) / Self.sector + 1) * Self.sector
            let end = min(count, sectorEnd - offset)
            if stream.chance(0.5) { kept.append(start..<end) }
            start = end
        }
        let keptCount = kept.reduce(0) { $0 + $1.count }
        if keptCount > 0, keptCount < count {
            torn.append(TornWrite(file: name, offset: offset, count: count, keptCount: keptCount))
        }
        return kept
    }
}
