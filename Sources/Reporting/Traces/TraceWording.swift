import Histories

extension Span {
    /// What a viewer calls it: `attempt 2 at s1-r3`.
    var title: String {
        switch kind {
        case .request, .waiting, .processing, .effect: "\(kind.rawValue) \(request)"
        case .attempt: "attempt \(number) at \(request)"
        case .backOff: "back-off of \(request)"
        case .delivery: "delivery \(number) of \(request)"
        case .connection: "connection \(number)"
        case .life: "server \(instance), life \(number)"
        case .phase: "phase \(note ?? "")"
        }
    }

    /// What a viewer shows beside the title.
    var attributes: [(name: String, value: String)] {
        var attributes: [(name: String, value: String)] = []
        if !request.isEmpty { attributes.append(("request", request)) }
        if instance > 0 { attributes.append(("server", String(instance))) }
        attributes.append(("ending", ending.rawValue))
        if let note { attributes.append(("note", note)) }
        return attributes
    }
}

extension Fact {
    /// Whether it only says that the store was called or read: too many for a viewer.
    var isCall: Bool {
        switch kind {
        case .storeCalled, .storeReturned, .storeInspected: true
        default: false
        }
    }

    /// What a viewer shows of it.
    var attributes: [(name: String, value: String)] {
        let all: [(name: String, value: String?)] = [
            ("kind", fault == nil ? nil : kind.rawValue),
            ("request", request.isEmpty ? nil : request), ("frame", frame?.rawValue),
            ("seq", sequence > 0 ? String(sequence) : nil),
            ("attempt", attempt > 0 ? String(attempt) : nil),
            ("connection", connection > 0 ? String(connection) : nil),
            ("server", instance > 0 ? "\(instance), life \(incarnation)" : nil),
            ("content", content), ("status", status), ("style", style?.rawValue),
            ("note", note), ("step", String(step)),
        ]
        return all.compactMap { name, value in value.map { (name, $0) } }
    }
}
