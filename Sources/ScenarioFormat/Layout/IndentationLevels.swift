/// The maps and lists that a line of a file is in: where they were indented to, and where to they
/// are.
struct IndentationLevels {
    /// What begins at a column.
    enum Kind: Equatable {
        case map
        case list
    }

    private struct Level {
        let kind: Kind
        let source: Int
        let target: Int
    }

    private var levels: [Level] = []

    /// The indentation of the innermost map or list.
    var innermost: Int { levels.last?.target ?? 0 }
    /// The column at which the innermost map or list was.
    var innermostSource: Int { levels.last?.source ?? 0 }
    /// How many there are.
    var depth: Int { levels.count }

    /// Goes to an entry at a column, which ends what was deeper.
    ///
    /// - Returns: the indentation that the entry gets.
    mutating func enter(_ kind: Kind, at column: Int) -> Int {
        // A list may stand at the column of the key that it is the value of.
        while let last = levels.last,
            last.source > column || last.source == column && last.kind == .list && kind == .map
        {
            levels.removeLast()
        }
        if let last = levels.last, last.source == column, last.kind == kind { return last.target }
        let target = levels.last.map { $0.target + 2 } ?? 0
        levels.append(Level(kind: kind, source: column, target: target))
        return target
    }

    /// The indentation of a comment at a column: that of the nearest map or list to the left; right
    /// below a key whose list stands at the same column, the key's.
    func comment(at column: Int) -> Int {
        guard let nearest = levels.last(where: { $0.source <= column }) else { return 0 }
        return levels.first { $0.source == column }?.target ?? nearest.target
    }
}
