/// What one run did, in 64 bits: equal runs have equal fingerprints.
///
/// It covers every scheduling decision, every jump of the clock, the number of steps and whatever
/// was absorbed (`Simulation.absorb`), in order. Two runs that differ in a single absorbed value
/// never have the same fingerprint; two that differ in more have it once in 2^64.
///
/// Determinism: integers only; the same on every machine.
public struct Fingerprint: Hashable, Sendable, CustomStringConvertible {
    /// The 64 bits.
    public let value: UInt64

    /// Makes a fingerprint of bits that were written down before.
    public init(value: UInt64) {
        self.value = value
    }

    /// Sixteen hexadecimal digits.
    public var description: String {
        let digits = String(value, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }
}

extension Fingerprint {
    /// One fingerprint of several, in their order.
    public init(of parts: some Sequence<Fingerprint>) {
        var hash = RollingHash()
        for part in parts { hash.absorb(part.value, as: .word) }
        self = hash.fingerprint(steps: 0)
    }
}
