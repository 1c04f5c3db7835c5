/// Whole numbers, packed for a page: each as a variable number of bytes, in base 64.
///
/// Most numbers of a fact are small or near the one before; a hundred thousand facts of sixteen
/// columns take three megabytes so, and a browser reads them in a few hundredths of a second.
struct Column {
    private var bytes: [UInt8] = []

    /// Appends a number that is never negative: seven bits a byte, the lowest first.
    mutating func append(_ number: some BinaryInteger) {
        var rest = UInt64(number)
        while rest >= 0x80 {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(rest))
    }

    /// The bytes in base 64 (RFC 4648).
    var text: String {
        let alphabet = Array(
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8
        )
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count / 3 * 4 + 4)
        for start in stride(from: 0, to: bytes.count, by: 3) {
            let count = min(3, bytes.count - start)
            var group = UInt32(bytes[start]) << 16
            if count > 1 { group |= UInt32(bytes[start + 1]) << 8 }
            if count > 2 { group |= UInt32(bytes[start + 2]) }
            for place in 0..<4 {
                let isPadding = place > count
                let index = Int(group >> UInt32(18 - 6 * place) & 0x3F)
                result.append(isPadding ? UInt8(ascii: "=") : alphabet[index])
            }
        }
        return String(decoding: result, as: UTF8.self)
    }
}
