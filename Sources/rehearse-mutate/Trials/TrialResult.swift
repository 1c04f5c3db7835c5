/// What became of a mutant.
package enum TrialResult: Hashable, Sendable {
    /// An invariant was violated that holds of the server as it is.
    case caught(invariant: String, scenario: String, round: Int)
    /// No invariant was violated, but a run proved nothing: a limit was reached, something leaked,
    /// or there was none, since the scenario was refused.
    case doubted(reason: String, scenario: String)
    /// The process ended by itself, by a trap most likely.
    case crashed
    /// The process had to be ended: it took too long.
    case hung
    /// The process ended without a word, not by a signal: the trial itself is at fault.
    case failed(status: Int32)
    /// Nobody noticed in all runs.
    case survived

    /// One line, as `parse` reads it.
    var line: String {
        switch self {
        case .caught(let invariant, let scenario, let round):
            "caught\t\(invariant)\t\(scenario)\t\(round)"
        case .doubted(let reason, let scenario):
            "doubted\t\(reason.replacing("\t", with: " "))\t\(scenario)"
        case .crashed: "crashed"
        case .hung: "hung"
        case .failed(let status): "failed\t\(status)"
        case .survived: "survived"
        }
    }

    /// Reads a line; nil if it is none of these.
    static func parse(_ line: some StringProtocol) -> TrialResult? {
        let parts: [String] = line.split(separator: "\t" as Character).map { String($0) }
        switch (parts.first, parts.count) {
        case ("caught", 4):
            return Int(parts[3]).map {
                .caught(invariant: parts[1], scenario: parts[2], round: $0)
            }
        case ("doubted", 3): return .doubted(reason: parts[1], scenario: parts[2])
        case ("survived", 1): return .survived
        default: return nil
        }
    }

    /// What people read.
    package var words: String {
        switch self {
        case .caught(let invariant, let scenario, let round):
            "caught by \(invariant) in \(scenario), seed \(round)"
        case .doubted(let reason, let scenario): "inconclusive in \(scenario): \(reason)"
        case .crashed: "crashed"
        case .hung: "hung"
        case .failed(let status): "FAILED with status \(status)"
        case .survived: "SURVIVED"
        }
    }
}
