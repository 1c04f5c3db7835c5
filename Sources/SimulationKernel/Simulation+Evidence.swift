extension Simulation {
    /// What the run did so far, in 64 bits.
    public var fingerprint: Fingerprint { core.tables.pointee.hash.fingerprint(steps: core.step) }

    /// Adds a word to the fingerprint.
    public func absorb(_ value: UInt64) {
        core.tables.pointee.hash.absorb(value, as: .word)
    }

    /// Adds the UTF-8 of a text to the fingerprint.
    public func absorb(_ text: String) {
        // Fast path: almost every text lies in one piece and is read where it is, which `withUTF8`
        // would first take a reference to.
        let isRead: Void? = text.utf8.withContiguousStorageIfAvailable { bytes in
            core.tables.pointee.hash.absorb(UnsafeRawBufferPointer(bytes))
        }
        if isRead != nil { return }
        var copy = text
        copy.withUTF8 { core.tables.pointee.hash.absorb(UnsafeRawBufferPointer($0)) }
    }

    /// Adds the text of a literal to the fingerprint, without making a string.
    public func absorb(_ text: StaticString) {
        text.withUTF8Buffer { core.tables.pointee.hash.absorb(UnsafeRawBufferPointer($0)) }
    }

    /// The decisions so far; empty unless the simulation records them.
    public var recordedSchedule: Schedule { core.schedule }

    /// Where the run departed from the schedule that it repeats, the end included: ask when the
    /// run is over, since a run that ended early departs only then.
    public var divergence: ScheduleDivergence? {
        core.divergence ?? core.tables.pointee.policy.expectation(after: core.step)
    }
}
