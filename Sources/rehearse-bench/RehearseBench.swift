package import ArgumentParser

/// `rehearse-bench`: measures how fast the parts of Rehearsal are.
///
/// It has no option of its own: one that a command has as well would be taken from it.
@main
package struct RehearseBench: ParsableCommand {
    package static let configuration = CommandConfiguration(
        commandName: "rehearse-bench",
        abstract: "Measures how fast Rehearsal is, and where its time goes.",
        discussion: """
            Run it at the top of the project, on a machine with nothing else to do:

              swift build -c release
              .build/release/rehearse-bench --out Reports

            It takes some fifteen minutes. One benchmark, or all sizes of one, is measured by \
            '--only chat-sqlite' or '--only wait'.
            """,
        subcommands: [Measure.self, Once.self],
        defaultSubcommand: Measure.self
    )

    package init() {}

    static func unknown(_ name: String) -> ValidationError {
        let names = BenchmarkSuite.benchmarks.map(\.name).joined(separator: ", ")
        return ValidationError("There is no benchmark '\(name)'; there are: \(names).")
    }
}
