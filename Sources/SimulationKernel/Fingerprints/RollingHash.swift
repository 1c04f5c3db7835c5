/// The hash behind a `Fingerprint`.
///
/// Absorbing is a bijection of the state for each value, and of the value for each state, so that
/// one difference is never forgotten. Each word costs one multiplication: exclusive-or, multiply by
/// an odd constant, fold the high half onto the low.
struct RollingHash: Equatable {
    private var state: UInt64 = 0x243F_6A88_85A3_08D3

    /// What a word stands for: words of different kinds never cancel out.
    enum Kind: UInt64 {
        /// A choice between ready entries.
        case decision = 0xA409_3822_299F_31D0
        /// A jump of the clock.
        case instant = 0x082E_FA98_EC4E_6C89
        /// A word absorbed by the simulation's user.
        case word = 0x4528_21E6_38D0_1377
        /// The length of absorbed bytes, before the bytes.
        case length = 0xBE54_66CF_34E9_0C6C
    }

    /// Takes in one word.
    @inline(__always)
    mutating func absorb(_ value: UInt64, as kind: Kind) {
        state = (state ^ value ^ kind.rawValue) &* 0x9E37_79B9_7F4A_7C15
        state ^= state >> 32
    }

    /// Takes in bytes: their length, then eight at a time, least significant first.
    mutating func absorb(_ bytes: UnsafeRawBufferPointer) {
        absorb(UInt64(bytes.count), as: .length)
        var offset = 0
        while offset + 8 <= bytes.count {
            let word = bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
            absorb(UInt64(littleEndian: word), as: .word)
            offset += 8
        }
        guard offset < bytes.count else { return }
        absorb(Self.lastWord(bytes, from: offset), as: .word)
    }

    /// The one to seven bytes from an offset on, with zeros behind them.
    ///
    /// Fast path: most texts are shorter than a word, and end in three loads instead of a loop.
    @inline(__always)
    private static func lastWord(_ bytes: UnsafeRawBufferPointer, from offset: Int) -> UInt64 {
        let count = bytes.count - offset
        var word: UInt64 = 0
        var taken = 0
        if count & 4 != 0 {
            let part = bytes.loadUnaligned(fromByteOffset: offset, as: UInt32.self)
            word = UInt64(UInt32(littleEndian: part))
            taken = 4
        }
        if count & 2 != 0 {
            let part = bytes.loadUnaligned(fromByteOffset: offset + taken, as: UInt16.self)
            word |= UInt64(UInt16(littleEndian: part)) << UInt64(8 * taken)
            taken += 2
        }
        if count & 1 != 0 { word |= UInt64(bytes[offset + taken]) << UInt64(8 * taken) }
        return word
    }

    /// Returns the fingerprint of what was absorbed over a number of steps.
    func fingerprint(steps: UInt64) -> Fingerprint {
        Fingerprint(value: Mixing.finalised(state ^ Mixing.finalised(steps)))
    }
}
