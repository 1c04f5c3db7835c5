package import Histories

extension FactKind {
    /// Whether facts of this kind can belong to a session.
    ///
    /// What happens to a whole server or its disk belongs to none, so a fault that is set off by it
    /// must say which sessions it strikes.
    package var canHaveSession: Bool {
        switch self {
        case .serverStarted, .serverCrashed, .serverStopped, .faultInjected, .faultHealed,
            .phaseChanged, .storeMigrated, .diskTorn:
            false
        default:
            true
        }
    }
}
