import EventsAndEffects

/// A 64-bit hash of a text without the space around it, the same in every process.
///
/// It stands for texts that would be too long to keep; two different texts have the same one with
/// a probability of about 2⁻⁶⁴. Fast path: eight bytes a step.
struct TextHash: Equatable {
    let value: UInt64

    /// Hashes a text.
    init(trimming text: String) {
        value = text.withBytes { Self.hash(Self.trimmed($0)) }
    }

    private static func trimmed(_ bytes: UnsafeBufferPointer<UInt8>) -> UnsafeRawBufferPointer {
        let isSpace: (UInt8) -> Bool = { $0 == 0x20 || (0x09...0x0D).contains($0) }
        var (start, end) = (0, bytes.count)
        while start < end, isSpace(bytes[start]) { start += 1 }
        while end > start, isSpace(bytes[end - 1]) { end -= 1 }
        return UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(bytes)[start..<end])
    }

    private static func hash(_ bytes: UnsafeRawBufferPointer) -> UInt64 {
        var hash = UInt64(bytes.count) &* 0x9E37_79B9_7F4A_7C15
        var offset = 0
        while offset + 8 <= bytes.count {
            let word = bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
            hash = mix(hash ^ UInt64(littleEndian: word))
            offset += 8
        }
        while offset < bytes.count {
            hash = mix(hash ^ UInt64(bytes[offset]))
            offset += 1
        }
        return hash
    }

    private static func mix(_ value: UInt64) -> UInt64 {
        let product = value.multipliedFullWidth(by: 0xBF58_476D_1CE4_E5B9)
        return product.high ^ product.low &+ 0x94D0_49BB_1331_11EB
    }
}

/// A 64-bit hash of a text that comes in pieces: hashing them one by one is hashing the whole
/// (FNV-1a).
struct RunningTextHash: Equatable {
    private var value: UInt64 = 0xCBF2_9CE4_8422_2325

    /// Adds a piece.
    mutating func append(_ piece: String) {
        value = piece.withBytes { bytes in
            bytes.reduce(value) { ($0 ^ UInt64($1)) &* 0x0000_0100_0000_01B3 }
        }
    }
}
