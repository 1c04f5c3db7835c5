/// A strict reader of JSON text (RFC 8259): no comments, no trailing commas, no repeated members.
///
/// It nests at most ``depthLimit`` deep and has at most ``valueLimit`` values, so that no input can
/// make it trap, recurse without bound, or take the machine's memory.
package enum JSONReader {
    /// How many arrays and objects may be open at once.
    package static let depthLimit = 64
    /// How many values a text may have: four times what the header of a million sessions has, and no
    /// more memory than that.
    package static let valueLimit = 4_000_000

    /// Reads the one value that `text` consists of.
    ///
    /// - Throws: `JSONError` at the first byte that the grammar does not allow.
    package static func read(_ text: String) throws(JSONError) -> JSONValue {
        var text = text
        return try text.withUTF8 { JSONParser<JSONValue>.result(of: $0, ofText: true) }.get()
    }

    /// Reads the one value that some bytes consist of, with the place of everything in it.
    ///
    /// - Throws: `JSONError` at the first byte that the grammar does not allow.
    package static func readNode(_ bytes: [UInt8]) throws(JSONError) -> JSONNode {
        try bytes.withUnsafeBufferPointer { JSONParser<JSONNode>.result(of: $0, ofText: false) }
            .get()
    }
}
