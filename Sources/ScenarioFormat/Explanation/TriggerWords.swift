internal import Histories
internal import Scenarios

/// When a fault strikes: as it is written, and as a seed has drawn it.
enum TriggerWords {
    /// When the fault strikes, as its author wrote it.
    static func sentence(_ trigger: Trigger) -> String {
        switch trigger {
        case .at(.constant(let instant)): "once, at \(ValueWords.duration(instant))"
        case .at(.uniform(let range)):
            "once, between \(ValueWords.duration(range.lowerBound)) and "
                + ValueWords.duration(range.upperBound)
        case .at(let instant): "once, at \(ValueWords.durations(instant))"
        case .every(let wait): "again and again, every \(ValueWords.durations(wait))"
        case .after(let condition): "once, \(moment(condition, atOnce: "right after"))"
        case .onEach(let fact, let probability):
            probability == .whole
                ? "after each \(fact.rawValue)"
                : "after each \(fact.rawValue) with a probability of \(ShareText.write(probability))"
        case .step(let step): "once, before scheduling step \(step)"
        case .write(let write): "once, in place of write \(write) of the disk"
        }
    }

    /// When it strikes at a seed, as far as that is drawn before the run; nil if nothing is.
    ///
    /// Of the instants no more than the limit are told.
    static func planned(_ fault: PlannedFault, _ trigger: Trigger, limit: Int) -> String? {
        switch (fault.trigger, trigger) {
        case (.at, .at(.constant)): return nil
        case (.at(let instant), _): return "at \(ValueWords.duration(instant))"
        case (.every(let instants), _): return words(instants, limit: limit)
        case (.after(let condition), .after(let written)):
            return condition.nth == written.nth ? nil : moment(condition, atOnce: "after")
        case (.onEach, _): return "how often depends on how many facts there are"
        default: return nil
        }
    }

    private static func words(_ instants: PlannedInstants, limit: Int) -> String {
        var told: [String] = []
        var count = 0
        for instant in instants {
            count += 1
            if told.count < limit { told.append(ValueWords.duration(instant)) }
        }
        guard count > 0 else { return "never: the first time would be after the end" }
        let rest = count > told.count ? ", …" : ""
        return "\(ValueWords.count(count, "time")): \(told.joined(separator: ", "))\(rest)"
    }

    private static func moment(_ condition: FactCondition, atOnce: String) -> String {
        let later = condition.step.map { "before the \(ValueWords.ordinal($0)) step after" }
        return "\(later ?? atOnce) \(occurrence(condition))"
    }

    private static func occurrence(_ condition: FactCondition) -> String {
        let (first, last) = (condition.nth.lowerBound, condition.nth.upperBound)
        let which =
            first == last
            ? "the \(ValueWords.ordinal(first))"
            : "one of the \(ValueWords.ordinal(first)) to \(ValueWords.ordinal(last))"
        return "\(which) \(condition.fact.rawValue)"
            + (condition.session.map { " of session \($0)" } ?? "")
    }
}
