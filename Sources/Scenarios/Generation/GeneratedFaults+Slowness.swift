extension LanguageModelSlownessFault {
    static func drawn(
        _ draws: inout Draws,
        _ surroundings: FaultSurroundings
    ) -> LanguageModelSlownessFault {
        LanguageModelSlownessFault(
            sessions: surroundings.sessions,
            factor: draws.pick([Factor(millionths: 1_500_000), Factor(10), Factor(1_000)]),
            time: draws.duration(.milliseconds(1) ... .seconds(30))
        )
    }
}

extension SlowReaderFault {
    static func drawn(
        _ draws: inout Draws,
        _ surroundings: FaultSurroundings
    ) -> SlowReaderFault {
        SlowReaderFault(
            sessions: surroundings.sessions,
            rate: draws.pick([1, 100, 1_000, 1_000_000]),
            time: draws.duration(.milliseconds(1) ... .seconds(30))
        )
    }
}
