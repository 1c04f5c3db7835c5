import ArgumentParser
import Histories
import Scenarios
package import Simulator

/// How a scheduling strategy is named on the command line.
package enum StrategyOption {
    private static let known: [SchedulingStrategy] =
        [
            .portfolio, .asWritten, .guided,
            .exhaustive(preemptions: 2, schedules: SchedulingStrategy.schedules),
        ] + [SchedulingPolicySetting.fifo, .jitter, .random, .pct(depth: 3)].map { .one($0) }

    /// What a shell offers.
    static var completion: CompletionKind { .list(known.map(\.text)) }

    /// The strategy of a name.
    ///
    /// - Throws: `ValidationError` that names the one that was probably meant.
    package static func parse(_ text: String) throws -> SchedulingStrategy {
        if let strategy = known.first(where: { $0.text == text }) { return strategy }
        if let schedule = SchedulingPolicySetting.search(text: text) { return .one(schedule) }
        if text.hasPrefix("exhaustive") { return try parseSearch(text) }
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

    /// A search, such as `exhaustive(preemptions: 2, schedules: 5000)`.
    private static func parseSearch(_ text: String) throws -> SchedulingStrategy {
        var (preemptions, schedules) = (2, SchedulingStrategy.schedules)
        let arguments = text.dropFirst("exhaustive".count)
        let inner = arguments.isEmpty ? "" : arguments.dropFirst().dropLast()
        var isGood = arguments.isEmpty || arguments.first == "(" && arguments.last == ")"
        for argument in inner.split(separator: ",", omittingEmptySubsequences: !arguments.isEmpty) {
            let parts = argument.split(separator: ":").map { $0.filter { $0 != " " } }
            switch (parts.first, parts.count == 2 ? Int(parts[1]) : nil) {
            case ("preemptions", let number?) where (0...1_000).contains(number):
                preemptions = number
            case ("schedules", let number?) where (1...SearchLimit.schedules).contains(number):
                schedules = number
            default: isGood = false
            }
        }
        guard isGood else {
            throw ValidationError(
                "'\(text)' is no search; write it as 'exhaustive(preemptions: 2)', or "
                    + "'exhaustive(preemptions: 2, schedules: 50000)' for more than "
                    + "\(SchedulingStrategy.schedules) schedules."
            )
        }
        return .exhaustive(preemptions: preemptions, schedules: schedules)
    }
}

/// The bounds of searches.
private enum SearchLimit {
    /// The most schedules of one search: each run of it is kept.
    static let schedules = 1_000_000
}
