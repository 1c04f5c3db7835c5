import ArgumentParser
import Histories
import Scenarios

/// How a scheduling strategy is named on the command line: as in scenarios.
enum StrategyOption {
    /// Reads a strategy.
    ///
    /// - Throws: `ValidationError` that says how it is written.
    static func parse(_ text: String) throws -> SchedulingPolicySetting {
        switch text {
        case "fifo": return .fifo
        case "random": return .random
        default: return .pct(depth: try depth(of: text))
        }
    }

    private static func depth(of text: String) throws -> Int {
        guard text.hasPrefix("pct("), text.hasSuffix(")"),
            let depth = Int(text.dropFirst("pct(".count).dropLast())
        else {
            let near = Suggestion.nearest(to: text, among: ["fifo", "random", "pct(3)"])
            throw ValidationError(
                "There is no strategy '\(text)'; "
                    + (near.map { "did you mean '\($0)'?" } ?? "there are fifo, random and pct(3).")
            )
        }
        let depths = SchedulingPolicySetting.depths
        guard depths.contains(depth) else {
            throw ValidationError(
                "'\(text)' cannot be run; the depth is from \(depths.lowerBound) to "
                    + "\(depths.upperBound)."
            )
        }
        return depth
    }
}
