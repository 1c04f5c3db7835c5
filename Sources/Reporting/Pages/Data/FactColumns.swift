import EventsAndEffects
import Histories

/// The facts of a history as columns, the form in which a page carries them.
struct FactColumns {
    /// The columns, in the order in which they are written.
    enum Name: String, CaseIterable {
        case kind, lane, time, step, session, request, connection, sequence, attempt, instance
        case incarnation, frame, content, effect, operation, call, details, cause, otherCause
    }

    private var columns = Array(repeating: Column(), count: Name.allCases.count)
    private var time: Int64 = 0
    private var step: UInt64 = 0
    private(set) var texts = TextTable()
    private(set) var requests = TextTable()

    /// Packs the facts of a history, with their links.
    init(_ history: History, links: FactLinks) {
        for (position, fact) in history.facts.enumerated() {
            append(fact)
            let causes = links.causes[position]
            self[.cause].append(causes.first.map { position - $0 } ?? 0)
            self[.otherCause].append(causes.second.map { position - $0 } ?? 0)
        }
    }

    private subscript(_ name: Name) -> Column {
        get { columns[Self.place(of: name)] }
        _modify { yield &columns[Self.place(of: name)] }
    }

    private static func place(of name: Name) -> Int {
        // Fast path: an enum without payloads is stored as its position.
        Int(unsafeBitCast(name, to: UInt8.self))
    }

    private mutating func append(_ fact: Fact) {
        self[.kind].append(fact.kind.ordinal)
        self[.lane].append(Lane.allCases.firstIndex(of: fact.lane) ?? 0)
        self[.time].append(max(0, fact.time - time))
        time = max(time, fact.time)
        // Steps of a history from elsewhere may go backwards.
        let difference = Int64(clamping: fact.step) - Int64(clamping: step)
        self[.step].append(UInt64(bitPattern: difference << 1 ^ difference >> 63))
        step = fact.step
        self[.session].append(fact.session.index)
        self[.request].append(requests.number(of: fact.request))
        self[.connection].append(max(0, fact.connection))
        self[.sequence].append(max(0, fact.sequence))
        self[.attempt].append(max(0, fact.attempt))
        self[.instance].append(max(0, fact.instance))
        self[.incarnation].append(max(0, fact.incarnation))
        let frame = fact.frame.flatMap { FrameKind.allCases.firstIndex(of: $0) }
        self[.frame].append(frame.map { $0 + 1 } ?? 0)
        self[.content].append(texts.number(of: fact.content))
        self[.effect].append(texts.number(of: fact.effect))
        self[.operation].append(texts.number(of: fact.operation))
        self[.call].append(max(0, fact.call))
        self[.details].append(texts.number(of: fact.details?.lines))
    }

    /// Writes the columns as an object, each as its base 64.
    func write(to writer: inout JSONWriter) {
        writer.object { writer in
            for name in Name.allCases {
                writer.name(escaping: name.rawValue)
                writer.string(self[name].text)
            }
        }
    }
}

extension FactDetails {
    /// What is filled, a line each: `status: pending`.
    fileprivate var lines: String {
        var lines: [String] = []
        func add(_ name: String, _ value: String?) {
            if let value { lines.append("\(name): \(value)") }
        }
        add("status", status)
        add("style", style?.rawValue)
        add("code", code.map(String.init))
        add("origin", origin?.rawValue)
        add("agent", agent)
        add("conversation", messages.map { NumberText.count($0.count, "message") })
        add("dedupe key", dedupeKey)
        add("fault", fault)
        add("latency", latency.map { "\($0) ms" })
        add("tokens", usage.map { "\($0.input) read, \($0.output) written" })
        add("generation", generation.map(String.init))
        add("phase", phase?.rawValue)
        add("count", count.map(String.init))
        add("table", table?.rawValue)
        for field in fields ?? [] { add(field.name, field.value) }
        add("note", note)
        return lines.joined(separator: "\n")
    }
}
