/// Which bytes stand in a JSON string as they are: all but quotes, backslashes and controls.
///
/// Reading and writing a frame is mostly to look for those. Fast path: for each byte some arithmetic
/// without a branch, which the compiler spreads over 16 bytes at once; comparisons it would make
/// one after the other.
enum JSONPlainText {
    /// Whether all bytes are plain.
    static func isAll(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        var marks: UInt8 = 0
        for byte in bytes { marks |= mark(byte) }
        return marks & 0x80 == 0
    }

    /// Where the first byte at `start` or behind it is that is not plain; the end if there is none.
    static func end(in bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
        var end = start
        while end + 32 <= bytes.count, isBlock(bytes, at: end) { end += 32 }
        while end < bytes.count, mark(bytes[end]) & 0x80 == 0 { end += 1 }
        return end
    }

    @inline(__always)
    private static func isBlock(_ bytes: UnsafeBufferPointer<UInt8>, at start: Int) -> Bool {
        var marks: UInt8 = 0
        for index in start..<start + 32 { marks |= mark(bytes[index]) }
        return marks & 0x80 == 0
    }

    /// A byte whose top bit is set if the given one is not plain.
    ///
    /// To subtract n borrows into the top bit of what is below n; what has it set of itself is left
    /// out. A byte becomes zero, which is below one, by the exclusive or with itself.
    @inline(__always)
    private static func mark(_ byte: UInt8) -> UInt8 {
        let quote = byte ^ UInt8(ascii: "\"")
        let escape = byte ^ UInt8(ascii: "\\")
        return (byte &- 0x20) & ~byte | (quote &- 1) & ~quote | (escape &- 1) & ~escape
    }
}
