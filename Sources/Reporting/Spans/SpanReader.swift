import Histories

/// Reads facts one by one; knows what is going on.
struct SpanReader {
    /// What a span is known by while it is open.
    struct Key: Hashable {
        let kind: Span.Kind
        var session = SessionNumber.none
        var request = ""
        var number = 0
    }

    private var found: [Span] = []
    private var open: [Key: Int] = [:]
    /// The attempts and deliveries of each instance that go on, so that a crash ends them.
    private var running: [Int: [Key]] = [:]
    /// The request of each accepted event.
    private var requests: [EventPlace: String] = [:]

    /// An event, by its place in its session.
    private struct EventPlace: Hashable {
        let session: SessionNumber
        let sequence: Int
    }

    /// Takes the next fact, which is the one at `position` of all.
    mutating func read(_ fact: Fact, at position: Int) {
        switch fact.kind {
        case .clientSent where fact.frame == .message:
            begin(key(.request, fact), fact, position)
        case .terminalReceived: end(key(.request, fact), fact, position, ending(of: fact.frame))
        case .connectionOpened: begin(connection(fact), fact, position, number: fact.connection)
        case .connectionClosed: end(connection(fact), fact, position, note: fact.style?.rawValue)
        case .eventAppended:
            requests[EventPlace(session: fact.session, sequence: fact.sequence)] = fact.request
            begin(key(.waiting, fact), fact, position, number: fact.sequence)
        case .checkpointCommitted: commit(fact, position)
        case .effectCreated: begin(key(.effect, fact), fact, position, number: fact.sequence)
        case .serverStarted:
            let life = Key(kind: .life, number: fact.instance)
            begin(life, fact, position, number: fact.incarnation)
        case .serverCrashed: crash(fact, position)
        case .serverStopped:
            end(Key(kind: .life, number: fact.instance), fact, position, note: "stopped")
        case .phaseChanged: change(fact, position)
        default:
            readAttempt(fact, position)
            readDelivery(fact, position)
        }
    }

    /// All spans; what is open ends with the history.
    func spans(until end: Int64) -> [Span] {
        found.map { span in
            var span = span
            if span.ending == .open { span.ended = end }
            return span
        }
    }

    private mutating func readAttempt(_ fact: Fact, _ position: Int) {
        let attempt = key(.attempt, fact)
        switch fact.kind {
        case .agentInvoked:
            end(key(.waiting, fact), fact, position)
            end(key(.backOff, fact), fact, position)
            begin(key(.processing, fact), fact, position, number: fact.sequence)
            begin(attempt, fact, position, number: fact.attempt)
            running[fact.instance, default: []].append(attempt)
        case .agentFinished: end(attempt, fact, position)
        case .agentFailed, .agentAbandoned:
            let note = fact.kind == .agentFailed ? fact.note : "given up"
            end(attempt, fact, position, .failed, note: note)
            begin(key(.backOff, fact), fact, position, number: fact.attempt)
        default: break
        }
    }

    private mutating func readDelivery(_ fact: Fact, _ position: Int) {
        let delivery = key(.delivery, fact)
        switch fact.kind {
        case .effectClaimed:
            begin(delivery, fact, position, number: fact.attempt)
            running[fact.instance, default: []].append(delivery)
        case .effectReleased:
            let isRecovered = fact.status == "recovered"
            end(delivery, fact, position, isRecovered ? .cutOff : .failed, note: "released")
        case .effectCompleted, .effectFailed:
            let ending: Span.Ending = fact.kind == .effectCompleted ? .done : .failed
            end(delivery, fact, position, ending, note: fact.status)
            end(key(.effect, fact), fact, position, ending, note: fact.status)
        default: break
        }
    }

    private mutating func commit(_ fact: Fact, _ position: Int) {
        let place = EventPlace(session: fact.session, sequence: fact.sequence)
        guard let request = requests[place] else { return }
        for kind in [Span.Kind.waiting, .backOff, .processing] {
            let key = Key(kind: kind, session: fact.session, request: request)
            end(key, fact, position, note: fact.status)
        }
    }

    private mutating func crash(_ fact: Fact, _ position: Int) {
        end(Key(kind: .life, number: fact.instance), fact, position, .cutOff, note: "crash")
        for key in running.removeValue(forKey: fact.instance) ?? [] {
            // The same may go on elsewhere by now.
            guard let index = open[key], found[index].instance == fact.instance else { continue }
            end(key, fact, position, .cutOff, note: "crash")
        }
    }

    private mutating func change(_ fact: Fact, _ position: Int) {
        end(Key(kind: .phase), fact, position)
        guard let phase = fact.phase, phase != .end else { return }
        begin(Key(kind: .phase), fact, position)
        found[found.count - 1].note = phase.rawValue
    }

    private func key(_ kind: Span.Kind, _ fact: Fact) -> Key {
        Key(kind: kind, session: fact.session, request: fact.request)
    }

    private func connection(_ fact: Fact) -> Key {
        Key(kind: .connection, session: fact.session, number: fact.connection)
    }

    private func ending(of frame: FrameKind?) -> Span.Ending { frame == .error ? .failed : .done }

    /// Something begins, unless it is going on already.
    private mutating func begin(_ key: Key, _ fact: Fact, _ position: Int, number: Int = 0) {
        guard open[key] == nil else { return }
        open[key] = found.count
        found.append(
            Span(
                kind: key.kind,
                session: key.session,
                request: key.request,
                number: number,
                instance: fact.instance,
                begun: fact.time,
                ended: fact.time,
                ending: .open,
                firstFact: position
            )
        )
    }

    /// Something ends, if it is going on.
    private mutating func end(
        _ key: Key,
        _ fact: Fact,
        _ position: Int,
        _ ending: Span.Ending = .done,
        note: String? = nil
    ) {
        guard let index = open.removeValue(forKey: key) else { return }
        found[index].ended = fact.time
        found[index].ending = ending
        found[index].lastFact = position
        found[index].note = note ?? found[index].note
    }
}
