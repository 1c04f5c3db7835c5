import ArgumentParser
import Foundation
import Reporting
import Simulator
import SourceMutations
import Synchronization

/// `rehearse-mutate measure`: how many mutants are noticed.
struct Measure: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Runs the scenarios against each mutant, and says who survived.",
        discussion: """
            Run it in the package's folder. It builds a copy of the package with all the mutants \
            that were chosen, and without those that are no Swift; that takes a few minutes. A \
            mutant that nobody notices takes the time of all scenarios: draw a sample.

            Ends with 1 if one survived that is not excused, with 70 if an excuse is stale.
            """
    )

    /// How the result is shown.
    enum Format: String, ExpressibleByArgument, CaseIterable {
        case pretty
        case markdown
    }

    @OptionGroup var selection: SelectionOptions

    @Option(help: "How many seeds of every scenario a mutant has to survive.")
    var rounds = 2

    @Option(help: "After so many seconds the process of a mutant is ended.")
    var limit = 300

    @Option(help: "How many mutants to run at once.")
    var jobs = 2

    @Option(help: "The folder of the copy; kept, so that the next build is quicker.")
    var workspace: String?

    @Flag(help: "Try the mutants that are excused, too: none of them may be caught.")
    var tryExcused = false

    @Option(help: "How the result is shown: pretty or markdown.")
    var format = Format.pretty

    func run() throws {
        let subjects = try selection.subjects()
        let excuses = try readExcuses(of: subjects)
        let places = selection.places(in: subjects)
        let copy = MutantCopy(package: SelectionOptions.package, folder: folder)
        say("building \(places.count) mutants in \(copy.folder.path)")
        let alive = try copy.build(places, in: subjects)
        let trial = TrialProcess(
            program: copy.program,
            folder: copy.folder,
            arguments: ["trial", "--rounds", "\(rounds)"],
            limit: limit
        )
        // Without any mutant nothing must be seen, or seeing something means nothing.
        let control = trial.run(mutant: 0)
        guard control == .survived else {
            say("error: the server as it is: \(control.words)")
            throw ExitCode(70)
        }
        let entries = results(of: places.filter { alive.contains($0.number) }, subjects, trial) {
            place in
            excuses.contains {
                $0.path == subjects[place.subject].path && $0.mutant == place.mutant.name
            }
        }
        for case .failed(let status) in entries.map(\.result) {
            say("error: a trial failed with status \(status); nothing was measured")
            throw ExitCode(70)
        }
        let score = MutationScore(
            entries: entries,
            population: subjects.reduce(0) { $0 + $1.mutants.count },
            stillborn: places.count - alive.count,
            rounds: rounds,
            scenarios: scenarioCount
        )
        switch format {
        case .pretty: print(score.text(.plain), terminator: "")
        case .markdown: print(score.markdown(command: command), terminator: "")
        }
        if !score.survivors.isEmpty { throw ExitCode(1) }
    }

    private func results(
        of places: [MutantCopy.Place],
        _ subjects: [Subject],
        _ trial: TrialProcess,
        isExcused: @escaping @Sendable (MutantCopy.Place) -> Bool
    ) -> [MutationScore.Entry] {
        let done = Mutex(0)
        let triesExcused = tryExcused
        return Workers(threads: jobs).map(count: places.count) { index in
            let place = places[index]
            let path = subjects[place.subject].path
            let isExcused = isExcused(place)
            var result: TrialResult?
            if !isExcused || triesExcused { result = trial.run(mutant: place.number) }
            let count = done.withLock { done in
                done += 1
                return done
            }
            if let result {
                say(
                    "\(count)/\(places.count)  \(result.words)  \(path):\(place.mutant.line)  "
                        + "#\(place.number) \(place.mutant.name)"
                )
            }
            if isExcused, result == .survived { result = nil }
            return MutationScore.Entry(path: path, mutant: place.mutant, result: result)
        }
    }

    private func readExcuses(of subjects: [Subject]) throws -> [Excuse] {
        let file = SelectionOptions.package.appending(path: ExcuseFile.path)
        let excuses = try ExcuseFile.read(try String(contentsOf: file, encoding: .utf8))
        let stale = ExcuseFile.stale(excuses) { path in
            subjects.first { $0.path == path }?.mutants.map(\.name)
        }
        guard stale.isEmpty else {
            for line in stale { say("error: \(ExcuseFile.path): \(line)") }
            throw ExitCode(70)
        }
        return excuses
    }

    private var folder: URL {
        workspace.map { URL(filePath: $0) }
            ?? FileManager.default.temporaryDirectory.appending(path: "rehearsal-mutants")
    }

    private var scenarioCount: Int {
        let files = FileManager.default.enumerator(atPath: "Scenarios")?.compactMap {
            $0 as? String
        }
        return files?.count { $0.hasSuffix(".yaml") && !$0.hasPrefix("scale/") } ?? 0
    }

    private var command: String {
        var words = ["rehearse-mutate"]
        for part in selection.only { words += ["--only", part] }
        if let sample = selection.sample { words += ["--sample", "\(sample)"] }
        if selection.seed != 1 { words += ["--seed", "\(selection.seed)"] }
        return (words + ["--rounds", "\(rounds)", "--format", "markdown"]).joined(separator: " ")
    }
}

/// Tells on standard error how far it is.
func say(_ line: String) {
    FileHandle.standardError.write(Data((line + "\n").utf8))
}
