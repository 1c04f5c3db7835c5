/// What a parser makes of a text: values alone (`JSONValue`) or with their places (`JSONNode`).
package protocol JSONTree {
    /// A name and value of an object.
    associatedtype Member: JSONTreeMember where Member.Value == Self

    /// Makes a value that begins after so many bytes; `nil` for a number that it cannot hold.
    init?(_ content: JSONContent<Self>, at offset: Int)
}

/// A name and value of an object, as a parser meets them.
package protocol JSONTreeMember {
    associatedtype Value

    /// The name.
    var name: String { get }

    /// Makes a member whose name begins after so many bytes.
    init(name: String, at offset: Int, value: Value)
}

/// What a JSON value can be; a number keeps its text, so that none is rounded.
package enum JSONContent<Tree: JSONTree> {
    case null
    case boolean(Bool)
    case number(String)
    case string(String)
    case array([Tree])
    case object([Tree.Member])
}
