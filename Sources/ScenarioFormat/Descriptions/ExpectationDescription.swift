internal import Scenarios

/// The keys of `expect`.
enum ExpectationDescription {
    static let map = MapDescription<Expectation>([
        Field("always", \.always, .invariants, "The invariants that are checked."),
        Field(
            "sometimes",
            \.sometimes,
            .list(of: .condition),
            "What must be seen at least once over the seeds that are run."
        ),
        Field("verdict", \.verdict, .verdict, "What the scenario is expected to end in."),
    ])
}
