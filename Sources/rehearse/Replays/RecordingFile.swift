import ArgumentParser
import FoundationEssentials
import Invariants
import PlantedDefects
import ScenarioFormat
import Scenarios
import SimulatedWorld
import Simulator

/// A recorded run on the disk: `NAME.schedule`, and beside it, where it was shrunk, the scenario
/// `NAME.yaml`.
struct RecordingFile {
    /// How the names of recordings end.
    static let ending = ".schedule"

    /// The file.
    let path: String
    /// The run.
    let recording: Recording
    /// What it is a run of.
    let scenario: Scenario
    /// Whether the scenario beside it is not the one that was recorded.
    let isScenarioChanged: Bool

    /// The file of the recording that belongs to a scenario's file.
    static func path(besideScenario path: String) -> String {
        (path.hasSuffix(".yaml") ? String(path.dropLast(5)) : path) + ending
    }

    /// Whether there is a file.
    static func exists(_ path: String) -> Bool { FileManager.default.fileExists(atPath: path) }

    /// Reads a recording; `beside` is the scenario to run in place of the one that it holds.
    ///
    /// - Throws: `ExitCode` 65 if it is none, or what it holds is no scenario; the reason goes to
    ///   standard error.
    init(path: String, beside: Scenario? = nil) throws {
        self.path = path
        recording = try Self.read(path)
        let recorded = try Self.scenario(of: recording, in: path)
        scenario = beside ?? recorded
        isScenarioChanged = beside.map { !$0.isSame(as: recorded) } ?? false
    }

    /// The architecture that it is a run of.
    ///
    /// - Throws: `ExitCode` 65 if this program does not have it.
    func architecture() throws -> Architecture {
        if recording.architecture == Architecture.rehearsed.name { return .rehearsed }
        guard let defect = PlantedDefect.all.first(where: { $0.id == recording.architecture })
        else {
            throw Self.invalid(
                "error: \(path): it is a run of the architecture '\(recording.architecture)', which "
                    + "this program does not have; 'rehearse replay --without-defect' replays "
                    + "it on the server as it is\n"
            )
        }
        return Architecture(defect)
    }

    private static func read(_ path: String) throws -> Recording {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw invalid("error: \(path): it cannot be read\n")
        }
        do throws(RecordingError) { return try Recording(bytes: [UInt8](data)) } catch {
            throw invalid("\(path):\(error.line): error: \(error)\n")
        }
    }

    private static func scenario(of recording: Recording, in path: String) throws -> Scenario {
        // A recording may have been given another name than its scenario.
        let key = "scenario: "
        let name = recording.scenario.split(separator: "\n").first { $0.hasPrefix(key) }
            .map { String($0.dropFirst(key.count)) }
        let parser = ScenarioParser(knownInvariants: InvariantRegistry.all.map(\.id))
        let file = parser.parse(text: recording.scenario, fileName: (name ?? path) + ".yaml")
        switch file.result {
        case .scenarios(let variants) where variants.count == 1: return variants[0].scenario
        case .scenarios(let variants):
            throw invalid("error: \(path): it holds \(variants.count) scenarios in place of one\n")
        case .invalid(let problems):
            throw invalid(
                "error: \(path): the scenario in it is not valid\n"
                    + DiagnosticRenderer(style: .plain).render(problems)
            )
        }
    }

    private static func invalid(_ text: String) -> ExitCode {
        Terminal.complain(text)
        return ExitCode(ExitStatus.invalidInput.rawValue)
    }
}

extension Scenario {
    /// Whether both make the same runs: what they are called does not matter.
    fileprivate func isSame(as other: Scenario) -> Bool {
        var renamed = other
        renamed.name = name
        renamed.summary = summary
        return self == renamed
    }
}
