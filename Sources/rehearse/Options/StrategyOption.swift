import ArgumentParser
import Histories
import Scenarios
package import Simulator

/// How a scheduling strategy is named on the command line.
package enum StrategyOption {
    private static let known: [SchedulingStrategy] =
        [.portfolio, .asWritten]
        + [SchedulingPolicySetting.fifo, .jitter, .random, .pct(depth: 3)].map { .one($0) }

    /// What a shell offers.
    static var completion: CompletionKind { .list(known.map(\.text)) }

    /// The strategy of a name.
    ///
    /// - Throws: `ValidationError` that names the one that was probably meant.
    package static func parse(_ text: String) throws -> SchedulingStrategy {
        if let strategy = known.first(where: { $0.text == text }) { return strategy }
        if text.hasPrefix("pct("), text.hasSuffix(")"),
            let depth = Int(text.dropFirst(4).dropLast())
        {
            let depths = SchedulingPolicySetting.depths
            guard depths.contains(depth) else {
                throw ValidationError(
                    "'\(text)' cannot be run: the depth is from \(depths.lowerBound) to "
                        + "\(depths.upperBound)."
                )
            }
            return .one(.pct(depth: depth))
        }
        let near = Suggestion.nearest(to: text, among: known.map(\.text))
        throw ValidationError(
            "There is no strategy '\(text)'; "
                + (near.map { "did you mean '\($0)'?" }
                    ?? "there are \(known.map(\.text).joined(separator: ", ")).")
        )
    }
}
