internal import EventsAndEffects
internal import Scenarios

extension ValueFormat where Value == SchedulingPolicySetting {
    /// A scheduling policy: `fifo`, `jitter`, `random`, `pct(3)`; or one schedule of a search, as its
    /// failures are written down: `departures(12:1)`, `turns(jitter, 512:7)`.
    static let scheduling = ValueFormat(.word, schema: .reference("scheduling")) {
        text throws(TextProblem) in
        switch text {
        case "fifo": return .fifo
        case "jitter": return .jitter
        case "random": return .random
        default:
            if let schedule = SchedulingPolicySetting.search(text: text) { return schedule }
            guard text.hasPrefix("pct("), text.hasSuffix(")") else {
                throw .unknownName(.setting, known: ["fifo", "jitter", "random", "pct(3)"])
            }
            let depth = text.dropFirst("pct(".count).dropLast()
            return .pct(depth: try CountText.parse(depth, SchedulingPolicySetting.depths))
        }
    } write: {
        $0.text
    }
}
