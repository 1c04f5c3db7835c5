/// A named stream of random numbers, the same on every machine and in every build, for ever.
///
/// One seed has any number of streams, told apart by name, so that a new consumer of randomness
/// shifts nobody else's draws. Unlike `SystemRandomNumberGenerator` it is a value: a copy repeats
/// the draws of the original.
///
/// Determinism: a pure function of the seed and the name. The algorithm is part of the format of
/// every seed that was ever written down and never changes:
/// - The *key* of a stream is FNV-1a (64 bit) over the UTF-8 of its name, whose offset basis is
///   replaced by the seed sent through the SplitMix64 finaliser. `child(_: String)` goes on with a
///   `/` and the child's name, so that `child("b")` of `a` is the stream `a/b`. `child(_: Int)`
///   goes on with the byte `FF` (in no UTF-8) and then, as one symbol, the finalised number.
/// - The four words of state are the first four outputs of SplitMix64 started at the key.
/// - Draws are those of xoshiro256\*\* 1.0 (Blackman and Vigna, "Scrambled linear pseudorandom
///   number generators", 2021): period 2^256 − 1.
public struct RandomStream: RandomNumberGenerator, Sendable {
    private let key: UInt64
    private var first: UInt64
    private var second: UInt64
    private var third: UInt64
    private var fourth: UInt64

    /// Makes the stream of a name under a root seed.
    public init(seed: UInt64, name: String) {
        self.init(key: Self.extend(Mixing.finalised(seed), with: name))
    }

    private init(key: UInt64) {
        self.key = key
        var expander = Mixing.SplitMix64(state: key)
        first = expander.next()
        second = expander.next()
        third = expander.next()
        fourth = expander.next()
    }

    /// Returns the next 64 random bits.
    public mutating func next() -> UInt64 {
        let result = Self.rotated(second &* 5, by: 7) &* 9
        let shifted = second << 17
        third ^= first
        fourth ^= second
        second ^= third
        first ^= fourth
        third ^= shifted
        fourth = Self.rotated(fourth, by: 45)
        return result
    }

    /// Returns the stream named below this one: the same however much was drawn from this one.
    public func child(_ name: String) -> RandomStream {
        RandomStream(
            key: Self.extend(Self.extend(key, with: UInt64(UInt8(ascii: "/"))), with: name)
        )
    }

    /// Returns the numbered stream below this one, without making a string.
    public func child(_ number: Int) -> RandomStream {
        let marked = Self.extend(key, with: 0xFF)
        let symbol = Mixing.finalised(UInt64(bitPattern: Int64(number)))
        return RandomStream(key: Self.extend(marked, with: symbol))
    }

    private static func extend(_ key: UInt64, with name: String) -> UInt64 {
        var extended = key
        for byte in name.utf8 { extended = extend(extended, with: UInt64(byte)) }
        return extended
    }

    @inline(__always)
    private static func extend(_ key: UInt64, with symbol: UInt64) -> UInt64 {
        (key ^ symbol) &* 0x0000_0100_0000_01B3
    }

    @inline(__always)
    private static func rotated(_ value: UInt64, by bits: UInt64) -> UInt64 {
        value << bits | value >> (64 - bits)
    }
}
