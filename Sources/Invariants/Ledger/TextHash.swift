/// A 64-bit hash of texts, the same in every process.
///
/// It stands for texts that would be too long to keep; two different texts have the same one with
/// a probability of 2⁻⁶⁴ (FNV-1a).
struct TextHash: Equatable {
    private(set) var value: UInt64 = 0xCBF2_9CE4_8422_2325

    /// Adds the bytes of a text: hashing pieces one by one is hashing the whole.
    mutating func append(_ text: String) {
        var value = value
        for byte in text.utf8 { value = (value ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
        self.value = value
    }

    /// The hash of a text without the space around it.
    static func ofTrimmed(_ text: String) -> TextHash {
        let isSpace: (UInt8) -> Bool = { $0 == 0x20 || (0x09...0x0D).contains($0) }
        var bytes = text.utf8[...]
        while let byte = bytes.first, isSpace(byte) { bytes.removeFirst() }
        while let byte = bytes.last, isSpace(byte) { bytes.removeLast() }
        var hash = TextHash()
        for byte in bytes { hash.value = (hash.value ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
        return hash
    }
}
