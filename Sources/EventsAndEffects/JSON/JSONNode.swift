/// A JSON value and where it begins: for texts that people write, whose errors name a place.
///
/// Unlike a `JSONValue` it keeps numbers as they are written; the places cost room.
package struct JSONNode: JSONTree {
    /// The value.
    package let value: JSONContent<JSONNode>
    /// Bytes before it, from 0.
    package let offset: Int

    package init(_ content: JSONContent<JSONNode>, at offset: Int) {
        value = content
        self.offset = offset
    }

    /// A name and value of an object.
    package struct Member: JSONTreeMember {
        /// The name.
        package let name: String
        /// Bytes before the name, from 0.
        package let offset: Int
        /// The value.
        package let value: JSONNode

        package init(name: String, at offset: Int, value: JSONNode) {
            self.name = name
            self.offset = offset
            self.value = value
        }
    }
}
