import ArgumentParser

/// How long failures are made simpler.
struct ShrinkOptions: ParsableArguments {
    /// The folder for shrunk failures if no other is named.
    static let folder = "Reports/failures"

    @Option(
        help: ArgumentHelp(
            "How long failures may be shrunk, in all: 30s, 5m, 1.5h.",
            discussion: "What is not as simple as it can be by then says so.",
            valueName: "TIME"
        ),
        transform: TimeOption.parse
    )
    var shrinkFor: Int64 = 30_000_000_000
}
