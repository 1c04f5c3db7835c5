import ArgumentParser
import FoundationEssentials
import Reporting
import Simulator

/// `rehearse merge`: what the parts of a sweep come to together.
struct Merge: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Joins what several machines have found in their parts of one sweep.",
        discussion: """
            DIR is a folder to which 'rehearse run --shard K/N --report DIR' has written, or one with \
            such folders in it. A condition that one part never saw may have been seen by another: \
            the verdict is that of all seeds together. A part that is missing, or a machine that was \
            interrupted, makes it inconclusive; a part that is there twice, or one of another sweep, \
            is refused.
            """
    )

    /// How the result is shown.
    enum Format: String, ExpressibleByArgument, CaseIterable {
        case pretty
        case json
    }

    @Argument(help: "The folders, or files named 'sweep.json'.", completion: .directory)
    var folders: [String]

    @Option(help: "How the result is shown: pretty, or as JSON that can be merged again.")
    var format = Format.pretty

    func run() throws {
        let files = try folders.flatMap(Self.files)
        let records = try files.map(Self.read)
        let joined: SweepRecord
        do throws(JoiningError) { joined = try SweepRecord.joining(records) } catch {
            throw Self.invalid("error: \(error)\n")
        }
        let report = MergedReport(joined, parts: records.count, style: Terminal.outputStyle)
        switch format {
        case .pretty: Terminal.write(report.text)
        case .json: Terminal.write(joined.text)
        }
        try ExitStatus(report.verdict).end()
    }

    /// The records at a path: itself, that of a folder, or those of the folders in it.
    private static func files(at path: String) throws -> [String] {
        try Files.require(path, ending: SweepRecord.fileName)
        guard Files.isFolder(path) else { return [path] }
        let own = "\(path)/\(SweepRecord.fileName)"
        if Files.exists(own) { return [own] }
        let inner = Files.names(in: path).map { "\(path)/\($0)/\(SweepRecord.fileName)" }
            .filter(Files.exists)
        guard inner.isEmpty else { return inner }
        throw ValidationError(
            "There is no '\(SweepRecord.fileName)' in '\(path)' or in the folders in it; 'rehearse "
                + "run … --report DIR' writes it."
        )
    }

    private static func read(_ path: String) throws -> SweepRecord {
        guard let data = FileManager.default.contents(atPath: path),
            let record = SweepRecord(data)
        else { throw invalid("error: \(path): it is no record of a sweep\n") }
        return record
    }

    private static func invalid(_ text: String) -> ExitCode {
        Terminal.complain(text)
        return ExitCode(ExitStatus.invalidInput.rawValue)
    }
}
