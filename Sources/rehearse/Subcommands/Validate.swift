import ArgumentParser
import Reporting
import ScenarioFormat
import Scenarios

/// `rehearse validate`: reads scenarios and says everything that is wrong with them.
struct Validate: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Reads scenarios and says everything that is wrong with them."
    )

    @OptionGroup var scenarios: ScenarioOptions

    func run() throws {
        let entries = try scenarios.load()
        for entry in entries {
            let sessions = NumberText.count(entry.scenario.sessionCount, "session")
            let faults = NumberText.count(entry.scenario.faults.count, "fault")
            Terminal.write("\(entry.title): valid, \(sessions), \(faults)\n")
        }
    }
}
