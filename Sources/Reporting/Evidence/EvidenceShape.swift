import Histories
import Invariants

/// What a violation looks like, without who and when: two violations of one invariant with the same
/// shape are most likely one bug.
package struct EvidenceShape: Hashable, Sendable {
    /// The sentence with its numbers, names and quotations blanked, and the kinds of its facts.
    package let text: String

    /// The shape of a violation.
    init(of violation: Violation) {
        let facts = [violation.first, violation.conflicting].compactMap { $0?.kind.rawValue }
        text = Self.blanked(violation.message) + " [" + facts.joined(separator: " → ") + "]"
    }

    /// The sentence with `#` for every word that has a digit or is a session key, and for whatever
    /// stands in quotes.
    private static func blanked(_ message: String) -> String {
        let unquoted = message.split(separator: "'", omittingEmptySubsequences: false)
            .enumerated().map { $0.offset.isMultiple(of: 2) ? String($0.element) : "#" }.joined()
        return unquoted.split(separator: " ").map { word in
            let isName = word.dropLast().contains(":") || word.contains(where: \.isNumber)
            guard isName else { return String(word) }
            return "#" + word.suffix(while: { ",;:.".contains($0) })
        }.joined(separator: " ")
    }
}

extension Substring {
    /// The longest end of which every character is so.
    fileprivate func suffix(while isSo: (Character) -> Bool) -> Substring {
        var start = endIndex
        while start > startIndex, isSo(self[index(before: start)]) { start = index(before: start) }
        return self[start...]
    }
}
