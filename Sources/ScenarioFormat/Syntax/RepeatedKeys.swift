/// Keys that were renamed in the text because they appear twice in one map.
///
/// The YAML library stops at the first map with a repeated key and names only the first of its
/// places. With that one out of the way it goes on, so that all errors of a file are found.
struct RepeatedKeys {
    private var names: [SourcePosition: String] = [:]

    /// The text with the key at that place replaced by one that nobody writes.
    ///
    /// Nothing but the key's first letter changes, so every position stays what it was; `nil` when
    /// the key is not written literally there.
    mutating func rename(
        _ name: String,
        at position: SourcePosition,
        in text: String
    ) -> String? {
        var scalars = text.unicodeScalars
        let starts = SourceText.lineStarts(of: Array(text.utf8))
        guard starts.indices.contains(position.line - 1) else { return nil }
        let index = text.utf8.index(text.startIndex, offsetBy: starts[position.line - 1])
        let column = position.column - 1
        guard
            var start = scalars.index(index, offsetBy: column, limitedBy: scalars.endIndex),
            start < scalars.endIndex
        else { return nil }
        if scalars[start] == "\"" || scalars[start] == "'" { start = scalars.index(after: start) }
        guard !name.isEmpty, scalars[start...].starts(with: name.unicodeScalars),
            let letter = Unicode.Scalar(0xE000 + names.count)
        else { return nil }
        scalars.replaceSubrange(start...start, with: [letter])
        names[position] = name
        return String(scalars)
    }

    /// The keys that were renamed, by place.
    var all: [(name: String, position: SourcePosition)] {
        names.map { ($0.value, $0.key) }.sorted { $0.position < $1.position }
    }

    /// How the key at that place is really written, if it was renamed.
    func originalName(at position: SourcePosition) -> String? {
        names[position]
    }
}
