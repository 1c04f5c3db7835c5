internal import EventsAndEffects

extension FactCodec {
    /// Reads a fact from the members of its object.
    ///
    /// - Throws: `HistoryError` for an unknown field or value, a wrong type, or a missing field.
    static func read(
        _ members: [FieldReader],
        line: Int,
        sessions: inout SessionTable
    ) throws(HistoryError) -> Fact {
        guard let kindMember = members.first(where: { $0.member.name == FactField.kind.rawValue })
        else { throw missing(.kind, of: "a fact", line: line) }
        let kind = try kindMember.value(of: FactKind.self)
        guard members.contains(where: { $0.member.name == FactField.time.rawValue }) else {
            throw missing(.time, of: "a fact", line: line)
        }
        var fact = Fact(kind, at: Moment(step: UInt64(line), time: 0))
        var details = FactDetails()
        for member in members {
            let field = try member.field(of: FactField.self)
            if try !readInline(field, member, into: &fact, sessions: &sessions) {
                try readDetail(field, member, into: &details)
            }
        }
        if details != FactDetails() { fact.details = details }
        for field in kind.requiredFields where isEmpty(field, of: fact) {
            throw missing(field, of: "a '\(kind.rawValue)'", line: line)
        }
        return fact
    }

    private static func readInline(
        _ field: FactField,
        _ member: FieldReader,
        into fact: inout Fact,
        sessions: inout SessionTable
    ) throws(HistoryError) -> Bool {
        switch field {
        case .kind: break
        case .step: fact.step = try member.integer(0...UInt64.max)
        case .time: fact.time = try member.time()
        case .instance: fact.instance = try member.integer(0...HistoryLimits.mostInstances)
        case .incarnation: fact.incarnation = try member.count()
        case .session: fact.session = sessions.intern(try member.string())
        case .connection: fact.connection = try member.connection()
        case .request: fact.request = try member.string()
        case .frame: fact.frame = try member.value(of: FrameKind.self)
        case .sequence: fact.sequence = try member.count()
        case .attempt: fact.attempt = try member.count()
        case .effect: fact.effect = try member.string()
        case .content: fact.content = try member.string()
        case .operation: fact.operation = try member.string()
        case .call: fact.call = try member.count()
        default: return false
        }
        return true
    }

    private static func readDetail(
        _ field: FactField,
        _ member: FieldReader,
        into details: inout FactDetails
    ) throws(HistoryError) {
        switch field {
        case .status: details.status = try member.string()
        case .style: details.style = try member.value(of: ClosingStyle.self)
        case .code: details.code = try member.integer(Int(Int32.min)...Int(Int32.max))
        case .origin: details.origin = try member.value(of: ClosingOrigin.self)
        case .agent: details.agent = try member.string()
        case .messages:
            details.messages = try pairs(member).map { AgentMessage(role: $0.0, text: $0.1) }
        case .dedupeKey: details.dedupeKey = try member.string()
        case .fault: details.fault = try member.string()
        case .latency:
            details.latency = try member.integer(-HistoryLimits.largest...HistoryLimits.largest)
        case .usage: details.usage = try usage(member)
        case .generation:
            details.generation = try member.integer(-HistoryLimits.largest...HistoryLimits.largest)
        case .phase: details.phase = try member.value(of: Phase.self)
        case .count: details.count = try member.count()
        case .table: details.table = try member.value(of: StoreTable.self)
        case .fields:
            details.fields = try pairs(member).map { StoreField(name: $0.0, value: $0.1) }
        case .note: details.note = try member.string()
        default: preconditionFailure("The field '\(field.rawValue)' is read by nobody.")
        }
    }

    private static func usage(_ member: FieldReader) throws(HistoryError) -> TokenCounts {
        let (input, output) = try pair(member, expected: "a list of two numbers")
        return TokenCounts(input: try input.count(), output: try output.count())
    }

    private static func pairs(_ member: FieldReader) throws(HistoryError) -> [(String, String)] {
        var pairs: [(String, String)] = []
        for element in try member.elements() {
            let (first, second) = try pair(element, expected: "a list of pairs of texts")
            pairs.append((try first.string(), try second.string()))
        }
        return pairs
    }

    /// Reads a list of exactly two.
    private static func pair(
        _ reader: FieldReader,
        expected: String
    ) throws(HistoryError) -> (FieldReader, FieldReader) {
        let elements = try reader.elements()
        guard elements.count == 2 else {
            throw reader.error(
                .wrongType(
                    field: reader.member.name,
                    expected: expected,
                    found: "a list of \(elements.count)"
                )
            )
        }
        return (elements[0], elements[1])
    }

    private static func isEmpty(_ field: FactField, of fact: Fact) -> Bool {
        switch field {
        case .session: fact.session.isNone
        case .connection: fact.connection == 0
        case .request: fact.request.isEmpty
        case .frame: fact.frame == nil
        case .sequence: fact.sequence == 0
        case .effect: fact.effect == nil
        case .phase: fact.phase == nil
        case .table: fact.table == nil
        case .status: fact.status == nil
        case .count: fact.count == nil
        default: false
        }
    }

    private static func missing(_ field: FactField, of owner: String, line: Int) -> HistoryError {
        HistoryError(line: line, column: 0, problem: .missingField(field.rawValue, of: owner))
    }
}

extension FactKind {
    /// The fields without which a fact of this kind says nothing.
    var requiredFields: [FactField] {
        switch self {
        case .clientConnected, .clientDisconnected, .connectionOpened: [.session, .connection]
        case .clientSent, .frameArrived: [.session, .connection, .frame]
        case .tokenReceived, .tokenSent: [.session, .connection, .request]
        case .terminalReceived, .terminalSent: [.session, .connection, .request, .frame]
        case .errorSent, .sendBlocked, .sendResumed, .frameDropped, .connectionClosed,
            .socketReleased:
            [.connection]
        case .eventAppended, .eventDuplicate: [.session, .sequence, .request]
        case .checkpointCommitted: [.session, .sequence]
        case .effectCreated, .effectDuplicate: [.session, .sequence, .effect]
        case .effectClaimed, .effectCompleted, .effectReleased, .effectFailed: [.session, .effect]
        case .leaseTaken, .leaseLost, .checkpointLoaded: [.session]
        case .agentInvoked, .agentToken, .agentFinished, .agentFailed, .agentAbandoned,
            .agentTokenRefused:
            [.session, .sequence]
        case .storeInspected: [.table]
        case .serverInspected: [.status, .count]
        case .livelockFound: [.count]
        case .phaseChanged: [.phase]
        case .storeCalled, .storeReturned, .storeRefused, .storeMigrated, .diskTorn,
            .serverStarted, .serverCrashed, .serverStopped, .faultInjected, .faultHealed:
            []
        }
    }
}
