import Histories
import Reporting
import Testing

/// Where two histories part.
@Suite struct HistoryDifferenceTests {
    private func difference(_ left: Tale, _ right: Tale, context: Int = 2) -> HistoryDifference {
        HistoryDifference(
            left.history(sessions: 2),
            right.history(sessions: 2),
            names: ("a.jsonl", "b.jsonl"),
            context: context
        )
    }

    @Test func `Equal histories do not part`() {
        let same = difference(Tales.disconnect, Tales.disconnect)
        #expect(same.isNone)
        #expect(same.text(.plain) == "The same \(Tales.disconnect.facts.count) facts.\n")
    }

    @Test func `The place is shown with what is around it, and what differs`() throws {
        var left = Tale()
        left.connects(at: 100, connection: 1)
        left.asks("s1-r1", at: 200, connection: 1, sequence: 1)
        var right = left
        left.answers("s1-r1", at: 300, connection: 1, sequence: 1)
        right.answers("s1-r1", at: 300, connection: 1, sequence: 1, attempt: 2)
        right.hands("s1-r1", at: 900, connection: 1, sequence: 1)
        try Snapshot.expect(difference(left, right).text(.plain), is: "difference.txt")
    }

    @Test func `One that ends sooner says so`() {
        var longer = Tales.overtaking
        longer.phase(.end, at: 7_000)
        let text = difference(Tales.overtaking, longer).text(.plain)
        #expect(text.contains("< a.jsonl\n<   ends here\n> b.jsonl\n>   t=7.000s"))
        #expect(text.contains("phase-changed  4  5          +1\n"))
    }

    @Test func `Times that look the same are shown to the nanosecond`() {
        var left = Tale()
        left.connects(at: 100, connection: 1)
        var history = left.history(sessions: 2)
        history.facts[0].time += 7
        let text = HistoryDifference(
            left.history(sessions: 2),
            history,
            names: ("a", "b"),
            context: 1
        ).text(.plain)
        #expect(text.hasPrefix("They part at the first fact.\n"))
        #expect(text.contains("They differ in time (100000000 and 100000007 ns).\n"))
        #expect(text.contains("Of each kind both have as many facts.\n"))
    }

    @Test func `Sessions are the same by their keys, whatever their numbers`() {
        var left = Tale()
        left.connects(at: 100, session: 1, connection: 1)
        var right = Tale()
        right.connects(at: 100, session: 2, connection: 1)
        var other = right.history(sessions: 2)
        other.sessions = SessionTable(keys: ["another", "user-1:helper:main"])
        let difference = HistoryDifference(
            left.history(sessions: 2),
            other,
            names: ("a", "b"),
            context: 1
        )
        #expect(difference.isNone)
    }
}
