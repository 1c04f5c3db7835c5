import ArgumentParser
import Histories

/// Reads histories that were recorded as JSON lines.
enum RecordedHistory {
    /// How the names of such files end.
    static let ending = ".jsonl"

    /// Reads a file.
    ///
    /// - Throws: `ExitCode` 65 if it is no history; what is wrong, and where, goes to standard error.
    static func read(_ path: String) throws -> History {
        var facts: [Fact] = []
        let reader = try read(path) { fact, _ in facts.append(fact) }
        return History(
            header: reader.header ?? HistoryHeader(),
            sessions: reader.sessions,
            facts: facts
        )
    }

    /// Reads a file, and hands each fact over as it comes.
    ///
    /// - Throws: `ExitCode` 65 if it is no history; what is wrong, and where, goes to standard error.
    static func read(
        _ path: String,
        _ take: (Fact, HistoryReader) -> Void
    ) throws -> HistoryReader {
        do throws(HistoryError) {
            return try HistoryFile.read(path: path, each: take)
        } catch {
            Terminal.complain("error: \(path): \(error)\n")
            throw ExitCode(ExitStatus.invalidInput.rawValue)
        }
    }

    /// The file's name without folder and ending.
    static func stem(of path: String) -> String {
        let name = path.split(separator: "/").last.map(String.init) ?? path
        return name.hasSuffix(ending) ? String(name.dropLast(ending.count)) : name
    }
}
