internal import Scenarios

/// The keys of `limits`.
enum LimitsDescription {
    static let map = MapDescription<Limits>([
        Field(
            "duration",
            \.duration,
            .duration(atLeast: .shortestSetting),
            "The safety phase, virtual time."
        ),
        Field("drain", \.drain, .duration(), "The liveness phase at most, virtual time."),
        Field(
            "steps",
            \.steps,
            .count(1...CountText.largest),
            "Scheduling steps; a run that reaches them is inconclusive."
        ),
    ])
}
