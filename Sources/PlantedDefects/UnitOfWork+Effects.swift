import EventsAndEffects

extension UnitOfWork {
    /// The same outcome with other effects.
    func replacingEffects(_ effects: [EffectDraft]) -> UnitOfWork {
        UnitOfWork(
            sessionKey: sessionKey,
            sequence: sequence,
            turn: turn,
            effects: effects,
            createdAt: createdAt
        )
    }
}
