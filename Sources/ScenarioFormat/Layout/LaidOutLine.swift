/// A line of a file as it will be written.
struct LaidOutLine: Equatable {
    /// What a line is to those around it.
    enum Kind: Equatable {
        /// Nothing.
        case blank
        /// A comment of its own.
        case comment
        /// It begins an entry of a map or a list; the key, if it is one of the file itself.
        case entry(key: String?)
        /// It goes on with what an earlier line began.
        case continuation
    }

    /// The column at which comments stand behind what is short enough.
    private static let commentColumn = 42

    let kind: Kind
    let indentation: Int
    let content: String
    let comment: String?

    static let blank = LaidOutLine(kind: .blank, indentation: 0, content: "", comment: nil)

    /// Whether it is a comment that belongs to the file, not to one of its blocks.
    var isOuterComment: Bool { kind == .comment && indentation == 0 }
    /// Whether it begins something inside of a block.
    var isInnerEntry: Bool { kind == .entry(key: nil) }

    /// The text of the line, without its end.
    var text: String {
        let indented = content.isEmpty ? "" : String(repeating: " ", count: indentation) + content
        guard let comment else { return indented }
        if indented.isEmpty { return String(repeating: " ", count: indentation) + comment }
        let length = indented.unicodeScalars.count
        let gap = length < Self.commentColumn ? Self.commentColumn - length : 3
        return indented + String(repeating: " ", count: gap) + comment
    }
}
