internal import Scenarios

/// What a fault does, as a sentence.
enum FaultWords {
    /// What happens when the fault strikes.
    static func sentence(_ fault: Fault) -> String {
        switch fault {
        case .disconnect, .slowReader, .badFrame, .badConnection, .cancel,
            .duplicateDelivery:
            clientSentence(fault)
        case .crash, .restart, .pause, .clockJump, .powerLoss, .schemaDowngrade:
            hostSentence(fault)
        case .storeError(let failure): sentence(failure)
        case .storeSlowness(let slowness):
            "for \(ValueWords.duration(slowness.time)) each call of the store takes "
                + ValueWords.durations(slowness.latency)
        case .languageModelError(let failure):
            "\(ValueWords.extent(failure.extent, "attempt")) of the model for "
                + "\(ValueWords.sessions(failure.sessions)) \(words(failure.style))"
        case .languageModelSlowness(let slowness):
            "for \(ValueWords.duration(slowness.time)) the model takes "
                + "\(FactorText.write(slowness.factor)) times as long for "
                + ValueWords.sessions(slowness.sessions)
        }
    }

    private static func clientSentence(_ fault: Fault) -> String {
        switch fault {
        case .disconnect(let disconnect): sentence(disconnect)
        case .slowReader(let reader):
            "the clients of \(ValueWords.sessions(reader.sessions)) read \(reader.rate) bytes a "
                + "second for \(ValueWords.duration(reader.time)): what the server sends piles up"
        case .badFrame(let frame):
            "each client of \(ValueWords.sessions(frame.sessions)) sends a frame that "
                + words(frame.frame)
        case .cancel(let cancel):
            "each client of \(ValueWords.sessions(cancel.sessions)) cancels "
                + words(cancel.request)
        case .badConnection(let connection):
            "somebody asks for a connection with ids that make no session key, but for that those "
                + "of \(ValueWords.sessions(connection.sessions))"
        case .duplicateDelivery(let duplicate):
            "the network hands the next frame of \(ValueWords.sessions(duplicate.sessions)) to the "
                + "server twice"
        default:
            preconditionFailure("Only what clients and their network do is worded here.")
        }
    }

    private static func hostSentence(_ fault: Fault) -> String {
        switch fault {
        case .crash(let crash):
            "server \(crash.instance) dies between two steps and is started again after "
                + "\(ValueWords.duration(crash.down)); the store keeps what was committed"
        case .restart(let restart):
            "server \(restart.instance) is stopped gracefully and started again after "
                + ValueWords.duration(restart.down)
        case .pause(let pause):
            "server \(pause.instance) stalls for \(ValueWords.duration(pause.length)) while the "
                + "world goes on"
        case .clockJump(let jump):
            "the wall clock of \(jump.instance.map { "server \($0)" } ?? "every server") jumps by "
                + "\(ValueWords.signed(jump.distance)); its monotonic clock does not"
        case .powerLoss(let loss):
            "every server dies; what its disk had not synced is lost or torn; they start again "
                + "after \(ValueWords.duration(loss.down))"
        case .schemaDowngrade:
            "the next server that starts while none runs finds a store of the previous schema version"
        default:
            preconditionFailure("Only what happens to servers is worded here.")
        }
    }

    private static func sentence(_ disconnect: DisconnectFault) -> String {
        let whose = ValueWords.sessions(disconnect.sessions)
        let connections =
            disconnect.connections == .all
            ? "the connections of \(whose)" : "of the connections of \(whose) one (drawn) each"
        let end =
            switch disconnect.style {
            case .abrupt: "will end at once; frames in flight are lost"
            case .graceful: "will end with a handshake; what was sent still arrives"
            case .halfOpen: "will go dead; the server sends into nothing until a keep-alive fails"
            }
        let wait =
            switch disconnect.stayAway {
            case nil: ""
            case .never: "; the clients stay away until the faults have ended"
            case .after(let time): "; the clients stay away for \(ValueWords.durations(time))"
            }
        return "\(connections) \(end)\(wait)"
    }

    private static func sentence(_ failure: StoreErrorFault) -> String {
        let calls = ValueWords.extent(failure.extent, "call")
        let work = failure.work == .any ? "" : " that would lead to \(failure.work.rawValue)"
        let reason =
            switch failure.error {
            case .busy: "'busy'"
            case .full: "'disk full'"
            case .io: "'I/O error'"
            }
        return failure.moment == .before
            ? "\(calls) of the store\(work) will fail with \(reason), and nothing is committed"
            : "\(calls) of the store\(work) will be committed and say \(reason) all the same"
    }

    private static func words(_ style: LanguageModelErrorFault.Style) -> String {
        switch style {
        case .before: "will fail before its first token"
        case .midStream: "will fail after half of its tokens"
        case .stall: "will stop in the middle, for ever"
        case .empty: "will end without a token"
        }
    }

    private static func words(_ request: CancelFault.Request) -> String {
        switch request {
        case .oldest: "its oldest unanswered request"
        case .newest: "its newest unanswered request"
        case .answered: "the request that was answered last"
        case .next: "the request that it makes next"
        }
    }

    private static func words(_ frame: BadFrameFault.Frame) -> String {
        switch frame {
        case .malformed: "is not JSON"
        case .unknownType: "has a type that there is not"
        case .missingField: "lacks its content"
        case .wrongThread: "is for another thread than the connection's"
        case .oversize: "is larger than 1 MiB"
        case .earlyAcknowledgement: "acknowledges what it has not asked yet"
        }
    }
}
