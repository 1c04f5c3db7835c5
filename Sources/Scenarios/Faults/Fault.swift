/// What goes wrong when a rule fires; one case and one file under `Kinds` for each kind.
package enum Fault: Equatable, Sendable {
    /// Connections of the chosen sessions end.
    case disconnect(DisconnectFault)
    /// A server dies between two steps and is started again.
    case crash(CrashFault)
    /// A server is stopped gracefully and started again.
    case restart(RestartFault)
    /// A server's process stalls.
    case pause(PauseFault)
    /// A server's wall clock jumps.
    case clockJump(ClockJumpFault)
    /// Attempts of the agent fail.
    case languageModelError(LanguageModelErrorFault)
    /// The chosen sessions' clients cancel their running request.
    case cancel(CancelFault)
    /// Delays of the agent are multiplied.
    case languageModelSlowness(LanguageModelSlownessFault)
    /// The chosen sessions' clients read slowly.
    case slowReader(SlowReaderFault)
    /// The chosen sessions' clients send a frame that the protocol does not allow.
    case badFrame(BadFrameFault)
    /// Somebody asks for a connection with ids that make no session key.
    case badConnection(BadConnectionFault)
    /// The network hands a client frame of the chosen sessions to the server twice.
    case duplicateDelivery(DuplicateDeliveryFault)
    /// All servers die, and what the disk had not synced is gone or torn.
    case powerLoss(PowerLossFault)
    /// Store calls fail.
    case storeError(StoreErrorFault)
    /// Store calls take long.
    case storeSlowness(StoreSlownessFault)
    /// The next server to start finds a store that the previous release wrote.
    case schemaDowngrade(SchemaDowngradeFault)

    /// Which sessions the fault strikes; `nil` for a kind that strikes no sessions.
    package var sessions: SessionSelector? {
        switch self {
        case .disconnect(let disconnect): disconnect.sessions
        case .languageModelError(let failure): failure.sessions
        case .cancel(let cancel): cancel.sessions
        case .languageModelSlowness(let slowness): slowness.sessions
        case .slowReader(let reader): reader.sessions
        case .badFrame(let frame): frame.sessions
        case .badConnection(let connection): connection.sessions
        case .duplicateDelivery(let duplicate): duplicate.sessions
        case .powerLoss, .storeError, .storeSlowness, .schemaDowngrade: nil
        case .crash, .restart, .pause, .clockJump: nil
        }
    }

    /// The fault, striking other sessions in place of its own; a kind that strikes no sessions as it is.
    package func mappingSessions(_ other: (SessionSelector) -> SessionSelector) -> Fault {
        switch self {
        case .disconnect(var fault):
            fault.sessions = other(fault.sessions)
            return .disconnect(fault)
        case .languageModelError(var fault):
            fault.sessions = other(fault.sessions)
            return .languageModelError(fault)
        case .languageModelSlowness(var fault):
            fault.sessions = other(fault.sessions)
            return .languageModelSlowness(fault)
        case .slowReader(var fault):
            fault.sessions = other(fault.sessions)
            return .slowReader(fault)
        case .badFrame(var fault):
            fault.sessions = other(fault.sessions)
            return .badFrame(fault)
        case .badConnection(let fault):
            return .badConnection(BadConnectionFault(sessions: other(fault.sessions)))
        case .cancel(var fault):
            fault.sessions = other(fault.sessions)
            return .cancel(fault)
        case .duplicateDelivery(let fault):
            return .duplicateDelivery(DuplicateDeliveryFault(sessions: other(fault.sessions)))
        case .crash, .restart, .pause, .clockJump, .powerLoss, .storeError, .storeSlowness,
            .schemaDowngrade:
            return self
        }
    }

    /// Which server the fault strikes, counted from 1; `nil` if it strikes none or all.
    package var instance: Int? {
        switch self {
        case .crash(let crash): crash.instance
        case .restart(let restart): restart.instance
        case .pause(let pause): pause.instance
        case .clockJump(let jump): jump.instance
        case .disconnect, .languageModelError, .cancel, .languageModelSlowness, .slowReader,
            .badFrame, .badConnection, .duplicateDelivery:
            nil
        case .powerLoss, .storeError, .storeSlowness, .schemaDowngrade: nil
        }
    }

    /// The kind's name, as scenarios and facts spell it.
    package var name: String {
        switch self {
        case .disconnect: "disconnect"
        case .crash: "crash"
        case .restart: "restart"
        case .pause: "pause"
        case .clockJump: "clock-jump"
        case .languageModelError: "llm-error"
        case .cancel: "cancel"
        case .languageModelSlowness: "llm-slow"
        case .slowReader: "slow-reader"
        case .badFrame: "bad-frame"
        case .badConnection: "bad-connection"
        case .duplicateDelivery: "duplicate-delivery"
        case .powerLoss: "power-loss"
        case .storeError: "store-error"
        case .storeSlowness: "store-slow"
        case .schemaDowngrade: "schema-downgrade"
        }
    }
}
