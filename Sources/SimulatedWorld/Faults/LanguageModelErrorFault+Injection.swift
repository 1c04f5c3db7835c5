import Scenarios

extension LanguageModelErrorFault {
    /// Makes the next attempts of the chosen sessions fail.
    func inject(_ firing: FaultFiring, into targets: FaultTargets) {
        for session in firing.sessions {
            targets.record("llm-error", session: session, note: style.rawValue)
            targets.model.force(style, on: session, extent: extent)
        }
    }
}
