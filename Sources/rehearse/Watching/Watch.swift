import ArgumentParser
import Glibc
import Reporting

/// Does something now, and again whenever one of some files is saved, until Ctrl-C.
struct Watch {
    /// How often the files are looked at, in microseconds.
    private static let interval: UInt32 = 50_000
    /// For how many looks the files must stay as they are: editors save in several steps.
    private static let calm = 3
    /// For how many looks a file may be away while an editor replaces it.
    private static let patience = 40

    /// The scenarios whose files are looked at.
    let scenarios: ScenarioOptions

    /// Runs until somebody wants an end; a failure is shown, and does not end it.
    ///
    /// - Throws: how the last run ended.
    func run(_ work: () throws -> Void) throws {
        Interruption.watch()
        var count = 0
        while true {
            let included = scenarios.includedFiles()
            let before = look(included)
            let ending = attempt(work)
            count += 1
            guard !Interruption.isAsked else { return try ending.get() }
            Terminal.complain(
                "\n— run \(NumberText.grouped(count)); watching "
                    + "\(NumberText.count(before.count, "file")), Ctrl-C ends —\n"
            )
            guard waitForChange(since: before, included) else { return try ending.get() }
        }
    }

    private func look(_ included: [String]) -> WatchedFiles {
        WatchedFiles(scenarios.fileNames() + included)
    }

    /// Does the work; what it says of a wrong command line is shown here.
    private func attempt(_ work: () throws -> Void) -> Result<Void, any Error> {
        do {
            try work()
            return .success(())
        } catch let error as ExitCode {
            return .failure(error)
        } catch {
            Terminal.complain("error: \(error)\n")
            return .failure(ExitCode(ExitStatus.usage.rawValue))
        }
    }

    /// Waits until a file is another than before, and then stays what it is; false if somebody wants
    /// an end.
    private func waitForChange(since before: WatchedFiles, _ included: [String]) -> Bool {
        var last = before
        var looks = 0
        while !Interruption.isAsked {
            usleep(Self.interval)
            let now = look(included)
            looks = now == last ? looks + 1 : 0
            last = now
            let enough = now.areComplete ? Self.calm : Self.patience
            if now != before, looks >= enough { return true }
        }
        return false
    }
}
