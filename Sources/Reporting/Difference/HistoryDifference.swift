package import Histories

/// Where two histories part: the first fact that is not the same, with what stands around it, and
/// what there is more of in one than in the other.
///
/// Facts are compared in all their fields; sessions by their keys.
/// Determinism: a function of the two histories.
package struct HistoryDifference {
    private let left: History
    private let right: History
    private let names: (left: String, right: String)
    private let context: Int
    /// How many facts at the beginning are the same.
    package let commonCount: Int

    /// Compares two histories.
    ///
    /// - Parameters:
    ///   - left: one history.
    ///   - right: the other.
    ///   - names: how the two are called.
    ///   - context: how many facts are shown before and after the place where they part.
    package init(
        _ left: History,
        _ right: History,
        names: (left: String, right: String),
        context: Int
    ) {
        self.left = left
        self.right = right
        self.names = names
        self.context = context
        let haveEqualKeys = left.sessions == right.sessions
        let pairs = zip(left.facts, right.facts)
        commonCount =
            pairs.prefix { one, other in
                guard !haveEqualKeys else { return one == other }
                let hasEqualKey =
                    left.sessions.name(of: one.session) == right.sessions.name(of: other.session)
                var other = other
                other.session = one.session
                return hasEqualKey && one == other
            }.count
    }

    /// Whether all facts are the same.
    package var isNone: Bool {
        commonCount == left.facts.count && commonCount == right.facts.count
    }

    /// The comparison, for a terminal, with the end of its last line.
    package func text(_ style: TextStyle) -> String {
        guard !isNone else {
            return "The same \(NumberText.count(commonCount, "fact")).\n"
        }
        let lines = [headline, ""] + common(style) + parted(style) + fields + totals
        return lines.map { $0 + "\n" }.joined()
    }

    private var headline: String {
        let count = NumberText.count(commonCount, "fact")
        let until = commonCount > 0 ? left.facts[commonCount - 1].time : 0
        guard commonCount > 0 else { return "They part at the first fact." }
        return "The first \(count) are the same, until \(TimeText.seconds(until)); then they part."
    }

    private func common(_ style: TextStyle) -> [String] {
        left.facts[max(0, commonCount - context)..<commonCount].map { fact in
            style.paint("    " + FactWording.line(for: fact, sessions: left.sessions), .quiet)
        }
    }

    private func parted(_ style: TextStyle) -> [String] {
        func side(_ sign: String, _ name: String, _ history: History) -> [String] {
            let facts = history.facts.dropFirst(commonCount).prefix(context + 1)
            let title = style.paint("\(sign) \(name)", .heading)
            guard !facts.isEmpty else { return [title, "\(sign)   ends here"] }
            return [title]
                + facts.map { "\(sign)   \(FactWording.line(for: $0, sessions: history.sessions))" }
        }
        return side("<", names.left, left) + side(">", names.right, right)
    }

    /// In which fields the first two facts differ, if they are of one kind.
    private var fields: [String] {
        guard left.facts.indices.contains(commonCount), right.facts.indices.contains(commonCount),
            left.facts[commonCount].kind == right.facts[commonCount].kind
        else { return [] }
        let (one, other) = (left.facts[commonCount], right.facts[commonCount])
        let pairs: [(String, String, String)] = [
            ("time", TimeText.seconds(one.time), TimeText.seconds(other.time)),
            ("step", "\(one.step)", "\(other.step)"),
            (
                "session", left.sessions.name(of: one.session),
                right.sessions.name(of: other.session)
            ),
            ("request", one.request, other.request),
            ("connection", "\(one.connection)", "\(other.connection)"),
            ("seq", "\(one.sequence)", "\(other.sequence)"),
            ("attempt", "\(one.attempt)", "\(other.attempt)"),
            (
                "server", "\(one.instance)/\(one.incarnation)",
                "\(other.instance)/\(other.incarnation)"
            ),
            ("frame", one.frame?.rawValue ?? "", other.frame?.rawValue ?? ""),
            ("content", one.content ?? "", other.content ?? ""),
            ("operation", one.operation ?? "", other.operation ?? ""),
            ("status", one.status ?? "", other.status ?? ""),
            ("note", one.note ?? "", other.note ?? ""),
        ]
        let different = pairs.filter { $0.1 != $0.2 }.map { name, one, other in
            "\(name) ('\(one)' and '\(other)')"
        }
        let exact =
            one.time != other.time && TimeText.seconds(one.time) == TimeText.seconds(other.time)
        let words = different + (exact ? ["time (\(one.time) and \(other.time) ns)"] : [])
        return words.isEmpty ? [] : ["", "They differ in " + words.joined(separator: ", ") + "."]
    }

    /// What there is more of in one of them.
    private var totals: [String] {
        var table = TerminalTable([
            ("facts", .left), ("<", .right), (">", .right), ("difference", .right),
        ])
        let kinds = FactKind.allCases
        func counts(_ history: History) -> [Int] {
            history.facts.reduce(into: Array(repeating: 0, count: kinds.count)) {
                $0[$1.kind.ordinal] += 1
            }
        }
        let (one, other) = (counts(left), counts(right))
        let rows = kinds.filter { one[$0.ordinal] != other[$0.ordinal] }
        for kind in rows {
            let (first, second) = (one[kind.ordinal], other[kind.ordinal])
            table.add([
                .init(kind.rawValue), .init(NumberText.grouped(first)),
                .init(NumberText.grouped(second)),
                .init((second > first ? "+" : "") + NumberText.grouped(second - first)),
            ])
        }
        return rows.isEmpty
            ? ["", "Of each kind both have as many facts."] : [""] + table.lines(.plain)
    }
}
