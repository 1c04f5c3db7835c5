import EventsAndEffects
package import Histories

/// A history in the trace format of Chrome (JSON), which Perfetto's and Chrome's viewers open.
///
/// Each session is a process and each of its lanes a thread. What may overlap in a lane
/// (connections, waiting requests) is asynchronous; attempts and deliveries are slices; every other
/// fact is an instant. Times are microseconds of virtual time.
/// Determinism: a function of the history.
package struct PerfettoTrace {
    private let history: History
    private let spans: SpanList

    /// Prepares the trace of a history.
    package init(_ history: History) {
        self.history = history
        spans = SpanList(history)
    }

    /// The trace, one event a line.
    package var text: String {
        var output = "{\"displayTimeUnit\":\"ms\",\"otherData\":"
        var writer = JSONWriter()
        writer.object { writer in
            writer.member("scenario", history.header.scenario)
            writer.member("seed", history.header.seed.map(String.init) ?? "")
            writer.member("fingerprint", history.header.fingerprint)
        }
        writer.flush(into: &output)
        output += ",\"traceEvents\":["
        var isFirst = true
        func add(_ body: (inout JSONWriter) -> Void) {
            output += isFirst ? "\n" : ",\n"
            isFirst = false
            writer.object(body)
            writer.flush(into: &output)
        }
        writeNames(add)
        for (index, span) in spans.spans.enumerated() { write(span, at: index, add) }
        for fact in history.facts where !fact.isCall { write(fact, add) }
        return output + "\n]}\n"
    }

    private typealias Add = ((inout JSONWriter) -> Void) -> Void

    /// The names of sessions and lanes.
    private func writeNames(_ add: Add) {
        func name(_ kind: StaticString, _ process: Int, _ thread: Int?, _ text: String) {
            add { writer in
                writer.member("ph", "M")
                writer.member("name", "\(kind)")
                writer.member("pid", process)
                if let thread { writer.member("tid", thread) }
                writer.name("args")
                writer.object { $0.member("name", text) }
            }
        }
        name("process_name", 0, nil, "run")
        name("thread_name", 0, Self.thread(of: .host), Lane.host.rawValue)
        for (index, key) in history.sessions.keys.enumerated() {
            name("process_name", index + 1, nil, key)
            for lane in Lane.ofSessions {
                name("thread_name", index + 1, Self.thread(of: lane), lane.rawValue)
            }
        }
    }

    private func write(_ span: Span, at index: Int, _ add: Add) {
        // The beginning and the end of what may overlap are two events of one id.
        let phases = span.kind.mayOverlap ? ["b", "e"] : ["X"]
        for phase in phases {
            add { writer in
                writer.member("ph", phase)
                writer.member("cat", span.kind.rawValue)
                // Viewers put those of one name into one track.
                writer.member("name", phase == "X" ? span.title : span.kind.rawValue)
                writer.member("pid", span.session.index)
                writer.member("tid", Self.thread(of: span.kind.lane))
                writer.name("ts")
                writer.thousandths(phase == "e" ? span.ended : span.begun)
                if phase == "X" {
                    writer.name("dur")
                    writer.thousandths(span.length)
                } else {
                    writer.member("id", "\(index + 1)")
                }
                guard phase != "e" else { return }
                writer.name("args")
                writer.object { writer in
                    for (name, value) in span.attributes {
                        writer.name(escaping: name)
                        writer.string(value)
                    }
                }
            }
        }
    }

    private func write(_ fact: Fact, _ add: Add) {
        add { writer in
            writer.member("ph", "i")
            writer.member("s", fact.session.isNone ? "g" : "t")
            writer.member("cat", "fact")
            writer.member("name", fact.fault ?? fact.kind.rawValue)
            writer.member("pid", fact.session.index)
            writer.member("tid", Self.thread(of: fact.lane))
            writer.name("ts")
            writer.thousandths(fact.time)
            writer.name("args")
            writer.object { writer in
                for (name, value) in fact.attributes {
                    writer.name(escaping: name)
                    writer.string(value)
                }
            }
        }
    }

    private static func thread(of lane: Lane) -> Int {
        (Lane.allCases.firstIndex(of: lane) ?? 0) + 1
    }
}

extension Span.Kind {
    /// Whether several of a lane may go on at once.
    fileprivate var mayOverlap: Bool {
        switch self {
        case .request, .connection, .waiting, .backOff, .effect, .life: true
        case .processing, .attempt, .delivery, .phase: false
        }
    }
}
