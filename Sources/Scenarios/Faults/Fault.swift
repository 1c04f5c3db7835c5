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

    /// Which sessions the fault strikes; `nil` for a kind that strikes no sessions.
    package var sessions: SessionSelector? {
        switch self {
        case .disconnect(let disconnect): disconnect.sessions
        case .languageModelError(let failure): failure.sessions
        case .cancel(let cancel): cancel.sessions
        case .crash, .restart, .pause, .clockJump: nil
        }
    }

    /// Which server the fault strikes, counted from 1; `nil` if it strikes none or all.
    package var instance: Int? {
        switch self {
        case .crash(let crash): crash.instance
        case .restart(let restart): restart.instance
        case .pause(let pause): pause.instance
        case .clockJump(let jump): jump.instance
        case .disconnect, .languageModelError, .cancel: nil
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
        }
    }
}
