/// The mixing functions behind streams and fingerprints: SplitMix64 (Steele, Lea and Flood, 2014).
enum Mixing {
    /// Spreads each bit of the input over all of the output; a bijection.
    @inline(__always)
    static func finalised(_ input: UInt64) -> UInt64 {
        var mixed = input
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    /// A counter sent through the finaliser: makes the state of a larger generator.
    struct SplitMix64 {
        /// The counter.
        var state: UInt64

        /// Returns the next output.
        @inline(__always)
        mutating func next() -> UInt64 {
            state &+= 0x9E37_79B9_7F4A_7C15
            return Mixing.finalised(state)
        }
    }
}
