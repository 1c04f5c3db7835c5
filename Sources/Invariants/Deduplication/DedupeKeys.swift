import Histories

/// All dedupe keys so far.
///
/// The keys of a session differ in the seq of their event: `user:agent:thread:12/final/0`. Those that
/// are alike but for it take the room of the ranges of their seqs, all others 8 bytes each. Other
/// texts than the seqs are kept as hashes.
struct DedupeKeys {
    private var series: [UInt64: SequenceSet] = [:]
    private var others: Set<UInt64> = []

    /// Adds a key.
    ///
    /// - Returns: whether it is new.
    mutating func insert(_ key: String) -> Bool {
        guard let (series, sequence) = Self.parts(of: key) else {
            return others.insert(TextHash(trimming: key).value).inserted
        }
        return self.series[series, default: SequenceSet()].insert(sequence)
    }

    /// A hash of the key without its seq, and the seq: the number between the last colon before the
    /// first slash and that slash.
    private static func parts(of key: String) -> (series: UInt64, sequence: Int)? {
        guard let slash = key.utf8.firstIndex(of: UInt8(ascii: "/")),
            let colon = key.utf8[..<slash].lastIndex(of: UInt8(ascii: ":"))
        else { return nil }
        let digits = key[key.utf8.index(after: colon)..<slash]
        guard let sequence = Int(digits), sequence > 0, String(sequence) == digits else {
            return nil
        }
        let beginning = TextHash(trimming: String(key[...colon]))
        let end = TextHash(trimming: String(key[slash...]))
        return (beginning.value &* 0x9E37_79B9_7F4A_7C15 ^ end.value, sequence)
    }
}
