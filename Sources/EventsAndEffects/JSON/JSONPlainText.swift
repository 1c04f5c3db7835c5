/// Which bytes stand in a JSON string as they are: all but quotes, backslashes and controls.
///
/// Reading and writing a frame is mostly to look for those. Fast path: eight bytes at once, as one
/// number, with some arithmetic and no branch for each of them.
enum JSONPlainText {
    /// Whether all bytes are plain.
    static func isAll(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        end(in: bytes, from: 0) == bytes.count
    }

    /// Where the first byte at `start` or behind it is that is not plain; the end if there is none.
    static func end(in bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
        let raw = UnsafeRawBufferPointer(bytes)
        var end = start
        while end + 8 <= raw.count {
            let word = raw.loadUnaligned(fromByteOffset: end, as: UInt64.self)
            let marks = marks(UInt64(littleEndian: word))
            guard marks == 0 else { return end + marks.trailingZeroBitCount >> 3 }
            end += 8
        }
        let marks = marks(lastWord(of: raw, from: end))
        return marks == 0 ? raw.count : end + marks.trailingZeroBitCount >> 3
    }

    /// The bytes from `start` on, fewer than eight, with spaces behind them.
    @inline(__always)
    private static func lastWord(of bytes: UnsafeRawBufferPointer, from start: Int) -> UInt64 {
        let count = bytes.count - start
        var word: UInt64 = 0
        var offset = 0
        if count & 4 != 0 {
            let part = bytes.loadUnaligned(fromByteOffset: start, as: UInt32.self)
            word = UInt64(UInt32(littleEndian: part))
            offset = 4
        }
        if count & 2 != 0 {
            let part = bytes.loadUnaligned(fromByteOffset: start + offset, as: UInt16.self)
            word |= UInt64(UInt16(littleEndian: part)) << (8 * UInt64(offset))
            offset += 2
        }
        if count & 1 != 0 { word |= UInt64(bytes[start + offset]) << (8 * UInt64(offset)) }
        return word | 0x2020_2020_2020_2020 << (8 * UInt64(count))
    }

    /// Eight bytes of which the lowest with its top bit set stands where the first byte is that is not
    /// plain; zero if all are.
    ///
    /// To subtract n from each byte borrows into the top bit of what is below n, and from the bytes
    /// above it, which do not matter then; what has the bit set of itself is left out. A byte becomes
    /// zero, which is below one, by the exclusive or with itself.
    @inline(__always)
    private static func marks(_ word: UInt64) -> UInt64 {
        let ones: UInt64 = 0x0101_0101_0101_0101
        let quotes = word ^ (ones &* UInt64(UInt8(ascii: "\"")))
        let escapes = word ^ (ones &* UInt64(UInt8(ascii: "\\")))
        let controls = (word &- ones &* 0x20) & ~word
        return (controls | (quotes &- ones) & ~quotes | (escapes &- ones) & ~escapes)
            & (ones &* 0x80)
    }
}
