package import Scenarios

/// Writes a scenario as a file in its canonical form: only what differs from the defaults.
///
/// What it writes reads back as an equal scenario, unless a text begins with a byte order mark: that
/// the YAML library drops. This is how a shrunk reproduction becomes a file
/// that can be committed.
package struct ScenarioWriter: Sendable {
    /// Makes a writer.
    package init() {}

    /// The text of the file for a scenario that has no problems.
    package func write(_ scenario: Scenario) -> String {
        let file = ScenarioDescription.file.write(scenario, defaults: ScenarioDescription.defaults)
        guard case .map(let entries) = file else {
            preconditionFailure("A file is a map.")
        }
        var layout = YAMLLayout()
        layout.writeFile(entries)
        return layout.text
    }
}
