import EventsAndEffects
package import Histories

/// A history as spans of OpenTelemetry, in the JSON form of its protocol (OTLP).
///
/// Each request is a trace: its root is the request as its client sees it, below it are the time in
/// the queue, the work with its attempts, and the effect with its deliveries. Connections, servers
/// and phases are traces of their own. Virtual time is counted from `epoch`, because viewers take 0
/// for no time at all.
/// Determinism: a function of the history; ids are hashes of names.
package struct OTLPTrace {
    /// The instant at which virtual time begins: 2000-01-01T00:00:00Z, in nanoseconds since 1970.
    package static let epoch: Int64 = 946_684_800_000_000_000

    private let history: History
    private let spans: [Span]
    private let tree: SpanTree

    /// Prepares the trace of a history.
    package init(_ history: History) {
        self.history = history
        spans = SpanList(history).spans
        tree = SpanTree(spans, facts: history.facts)
    }

    /// The export request, on one line with its end.
    package var text: String {
        var writer = JSONWriter(capacity: spans.count * 512)
        writer.object { writer in
            Self.array("resourceSpans", &writer) { writer in
                writer.object { writer in
                    writer.name("resource")
                    writer.object { Self.attributes(resource, &$0) }
                    Self.array("scopeSpans", &writer) { writer in
                        writer.object { writer in
                            writer.name("scope")
                            writer.object { $0.member("name", "rehearsal") }
                            Self.array("spans", &writer) { writer in
                                for index in spans.indices { write(index, &writer) }
                            }
                        }
                    }
                }
            }
        }
        return writer.text + "\n"
    }

    private var resource: [(name: String, value: String)] {
        [
            ("service.name", "chat-server"), ("rehearsal.scenario", history.header.scenario),
            ("rehearsal.seed", history.header.seed.map(String.init) ?? ""),
            ("rehearsal.fingerprint", history.header.fingerprint),
        ].filter { !$0.1.isEmpty }
    }

    private func write(_ index: Int, _ writer: inout JSONWriter) {
        let span = spans[index]
        writer.object { writer in
            writer.member("traceId", traceID(of: tree.root(of: index)))
            writer.member("spanId", spanID(of: index))
            if let parent = tree.parents[index] {
                writer.member("parentSpanId", spanID(of: parent))
            }
            writer.member("name", span.title)
            // 1 is INTERNAL, 2 is SERVER.
            writer.member("kind", span.kind == .request ? 2 : 1)
            writer.member("startTimeUnixNano", Self.instant(span.begun))
            writer.member("endTimeUnixNano", Self.instant(span.ended))
            let session = history.sessions.key(of: span.session)
            let owner = session.map { [(name: "session", value: $0)] } ?? []
            Self.attributes(owner + span.attributes, &writer)
            Self.array("events", &writer) { writer in
                for position in tree.events[index] { write(history.facts[position], &writer) }
            }
            writer.name("status")
            writer.object { writer in
                // 1 is OK, 2 is ERROR.
                writer.member("code", span.ending == .done ? 1 : 2)
                if span.ending != .done { writer.member("message", span.ending.rawValue) }
            }
        }
    }

    private func write(_ fact: Fact, _ writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("timeUnixNano", Self.instant(fact.time))
            writer.member("name", fact.kind.rawValue)
            Self.attributes(fact.attributes, &writer)
        }
    }

    private static func instant(_ time: Int64) -> String { String(epoch + time) }

    private static func array(
        _ name: StaticString,
        _ writer: inout JSONWriter,
        _ body: (inout JSONWriter) -> Void
    ) {
        writer.name(name)
        writer.array(body)
    }

    private static func attributes(
        _ attributes: [(name: String, value: String)],
        _ writer: inout JSONWriter
    ) {
        array("attributes", &writer) { writer in
            for (name, value) in attributes {
                writer.object { writer in
                    writer.member("key", name)
                    writer.name("value")
                    writer.object { $0.member("stringValue", value) }
                }
            }
        }
    }

    private func traceID(of root: Int) -> String {
        Self.digits(hash("trace of span \(root)")) + Self.digits(hash("span \(root) of trace"))
    }

    private func spanID(of index: Int) -> String { Self.digits(hash("span \(index)")) }

    /// FNV-1a of a name within the run; never 0, which would be no id.
    private func hash(_ name: String) -> UInt64 {
        let run = "\(history.header.scenario)/\(history.header.fingerprint)/\(name)"
        let hash = run.utf8.reduce(0xcbf2_9ce4_8422_2325 as UInt64) { hash, byte in
            (hash ^ UInt64(byte)) &* 0x100_0000_01b3
        }
        return max(1, hash)
    }

    private static func digits(_ number: UInt64) -> String {
        let digits = String(number, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }
}
