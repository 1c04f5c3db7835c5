/// The name that somebody probably meant, in a history, a scenario or a command.
package enum Suggestion {
    /// The nearest of some names, if one is near: at most a third of its letters differ.
    ///
    /// The first of several equally near ones.
    package static func nearest(to text: String, among names: [String]) -> String? {
        let letters = Array(text.lowercased().unicodeScalars)
        guard (1...64).contains(letters.count) else { return nil }
        var best: (name: String, distance: Int)?
        for name in names {
            let candidate = Array(name.lowercased().unicodeScalars)
            let limit = max(1, max(letters.count, candidate.count) / 3)
            let distance = distance(letters, candidate)
            if distance <= limit, distance < candidate.count, distance < best?.distance ?? .max {
                best = (name, distance)
            }
        }
        return best?.name
    }

    /// Insertions, deletions, replacements and swaps of neighbours that make one of the other
    /// (optimal string alignment).
    private static func distance(_ left: [Unicode.Scalar], _ right: [Unicode.Scalar]) -> Int {
        var beforeLast = [Int](repeating: 0, count: right.count + 1)
        var last = Array(0...right.count)
        for row in left.indices {
            var current = [row + 1]
            for column in right.indices {
                let replaced = last[column] + (left[row] == right[column] ? 0 : 1)
                var cost = min(replaced, last[column + 1] + 1, current[column] + 1)
                if row > 0, column > 0, left[row] == right[column - 1],
                    left[row - 1] == right[column]
                {
                    cost = min(cost, beforeLast[column - 1] + 1)
                }
                current.append(cost)
            }
            beforeLast = last
            last = current
        }
        return last[right.count]
    }
}
