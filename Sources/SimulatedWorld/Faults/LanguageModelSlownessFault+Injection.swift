import Scenarios

extension LanguageModelSlownessFault {
    /// Makes the attempts of the chosen sessions slow for a time.
    func inject(_ firing: FaultFiring, into targets: FaultTargets) {
        for session in firing.sessions {
            targets.record("llm-slow", session: session)
            targets.model.slow(session, by: factor, for: time)
            targets.recordHealing("llm-slow", session: session, after: time)
        }
    }
}
