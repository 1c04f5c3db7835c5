package import Histories
import SimulationKernel

/// What a recorded run was seen to do, as little of each fact as tells it apart: so that a replay whose
/// schedule is the recorded one, and whose facts are not, can be told where that begins.
///
/// Unlike a `History` it cannot be read; it is about a tenth of one.
///
/// Determinism: a function of the facts.
package struct FactTrail: Equatable, Sendable {
    /// One fact.
    package struct Mark: Equatable, Sendable {
        /// The scheduling step in which it was observed.
        package let step: UInt64
        /// What was observed.
        package let kind: FactKind
        /// The session concerned; `.none` where there is none.
        package let session: SessionNumber
        /// All fields of the fact, in 32 bits.
        let digest: UInt32
    }

    /// Where a run departs from the recorded facts.
    package struct Departure: Equatable, Sendable {
        /// How many facts are the same before.
        package let index: Int
        /// The fact that was recorded there; nil: the recording ends.
        package let recorded: Mark?
        /// Whether the run has a fact of the same kind and session there, in the same step.
        package let isSameInOutline: Bool
    }

    /// The facts, in order.
    package let marks: [Mark]

    /// Takes what must be kept of facts.
    package init(_ history: History) {
        var maker = MarkMaker(sessions: history.sessions)
        marks = history.facts.map { maker.mark(of: $0) }
    }

    /// Takes marks that were kept.
    init(marks: [Mark]) {
        self.marks = marks
    }

    /// Where a run's facts depart from these; nil if they are the same.
    package func departure(of history: History) -> Departure? {
        var maker = MarkMaker(sessions: history.sessions)
        for (index, mark) in marks.enumerated() {
            guard history.facts.indices.contains(index) else {
                return Departure(index: index, recorded: mark, isSameInOutline: false)
            }
            let found = maker.mark(of: history.facts[index])
            if found == mark { continue }
            return Departure(
                index: index,
                recorded: mark,
                isSameInOutline: found.kind == mark.kind && found.session == mark.session
                    && found.step == mark.step
            )
        }
        guard history.facts.count > marks.count else { return nil }
        return Departure(index: marks.count, recorded: nil, isSameInOutline: false)
    }
}

/// Makes marks: the digest is that of the line that a history's file has for the fact.
private struct MarkMaker {
    private var writer: HistoryWriter

    init(sessions: SessionTable) {
        writer = HistoryWriter(sessions: sessions)
    }

    mutating func mark(of fact: Fact) -> FactTrail.Mark {
        var line = ""
        writer.write(fact, to: &line)
        var hash = StateHash()
        hash.absorb(line)
        return FactTrail.Mark(
            step: fact.step,
            kind: fact.kind,
            session: fact.session,
            digest: UInt32(truncatingIfNeeded: hash.value)
        )
    }
}
