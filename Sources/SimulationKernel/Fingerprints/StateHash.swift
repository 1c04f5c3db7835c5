/// A hash of a state: like a `Fingerprint`, but of what is, not of what was done.
///
/// Determinism: integers only; the same on every machine.
public struct StateHash: Equatable, Sendable {
    private var hash = RollingHash()

    /// Nothing was absorbed.
    public init() {}

    /// The 64 bits.
    @inline(__always)
    public var value: UInt64 { hash.fingerprint(steps: 0).value }

    /// Takes in a word; the order matters.
    public mutating func absorb(_ word: UInt64) {
        hash.absorb(word, as: .word)
    }

    /// Takes in the UTF-8 of a text; the order matters.
    public mutating func absorb(_ text: String) {
        var text = text
        text.withUTF8 { hash.absorb(UnsafeRawBufferPointer($0)) }
    }

    /// Spreads the bits of a word, so that a sum of such words stands for the set of them.
    @inline(__always)
    public static func spread(_ word: UInt64) -> UInt64 { Mixing.finalised(word) }
}
