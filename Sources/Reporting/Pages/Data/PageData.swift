import EventsAndEffects
import Histories
import Invariants

/// What a run's page draws, as JSON that can stand in a script element.
struct PageData {
    private let history: History
    private let violations: [Violation]
    private let spans: SpanList
    private let columns: FactColumns

    /// Gathers what is drawn of a history.
    init(_ history: History, violations: [Violation]) {
        self.history = history
        self.violations = violations
        spans = SpanList(history)
        columns = FactColumns(history, links: FactLinks(history))
    }

    /// The JSON; no `<` is in it, so that nothing in it ends the element.
    var text: String {
        var writer = JSONWriter(capacity: history.facts.count * 32)
        writer.object { writer in
            writer.member("count", history.facts.count)
            writer.member("end", history.facts.last?.time ?? 0)
            writeNames(&writer)
            writer.name("facts")
            columns.write(to: &writer)
            writer.name("spans")
            writeSpans(&writer)
            writer.name("violations")
            writer.array { writer in
                for violation in violations { write(violation, &writer) }
            }
        }
        return Self.withoutAngles(writer.text)
    }

    /// JSON that says the same without `<`; it can only stand in strings.
    private static func withoutAngles(_ json: String) -> String {
        guard json.utf8.contains(UInt8(ascii: "<")) else { return json }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(json.utf8.count + 64)
        for byte in json.utf8 {
            if byte == UInt8(ascii: "<") {
                bytes.append(contentsOf: #"\u003c"#.utf8)
            } else {
                bytes.append(byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private func writeNames(_ writer: inout JSONWriter) {
        writer.name("kinds")
        writer.array { writer in
            for kind in FactKind.allCases {
                writer.array { writer in
                    writer.string(kind.rawValue)
                    writer.string(kind.meaning)
                }
            }
        }
        write("lanes", Lane.allCases.map(\.rawValue), &writer)
        write("frames", FrameKind.allCases.map(\.rawValue), &writer)
        write("spanKinds", Span.Kind.allCases.map(\.rawValue), &writer)
        write("endings", Span.Ending.allCases.map(\.rawValue), &writer)
        write("sessions", history.sessions.keys, &writer)
        write("requests", columns.requests.texts, &writer)
        write("texts", columns.texts.texts, &writer)
    }

    private func write(_ name: StaticString, _ texts: [String], _ writer: inout JSONWriter) {
        writer.name(name)
        writer.array { writer in
            for text in texts { writer.string(text) }
        }
    }

    /// Each span as numbers: kind, ending, first fact, last fact + 1 or 0, end; then its note.
    private func writeSpans(_ writer: inout JSONWriter) {
        writer.array { writer in
            for span in spans.spans {
                writer.array { writer in
                    writer.integer(Span.Kind.allCases.firstIndex(of: span.kind) ?? 0)
                    writer.integer(Span.Ending.allCases.firstIndex(of: span.ending) ?? 0)
                    writer.integer(span.firstFact)
                    writer.integer(span.lastFact.map { $0 + 1 } ?? 0)
                    writer.integer(span.ended)
                    writer.string(span.note ?? "")
                }
            }
        }
    }

    private func write(_ violation: Violation, _ writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("invariant", violation.invariant)
            writer.member("session", violation.session.index)
            writer.member("first", violation.first.flatMap(history.facts.firstIndex) ?? -1)
            writer.member("conflicting", history.facts.firstIndex(of: violation.conflicting) ?? -1)
        }
    }
}

extension [Fact] {
    /// The position of a fact, if it is among them.
    fileprivate func firstIndex(of fact: Fact) -> Int? { firstIndex { $0 == fact } }
}
