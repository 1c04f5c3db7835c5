internal import Scenarios

extension ScenarioExplanation {
    /// How long it goes on, who talks, and what answers.
    var actors: String {
        var block = TextBlock()
        block.heading("How long")
        let limits = scenario.limits
        block.paragraph(
            "\(ValueWords.duration(limits.duration)) of virtual time with faults; then all of them "
                + "heal, every client comes back, and within \(ValueWords.duration(limits.drain)) "
                + "everything must be answered. More than \(limits.steps) steps are inconclusive."
        )
        block.heading("Who talks")
        for (group, numbers) in zip(scenario.clients, scenario.sessionNumbers) {
            block.paragraph(words(group, numbers))
        }
        block.heading("What answers")
        block.paragraph(serverWords)
        block.paragraph(modelWords)
        block.paragraph(
            "The network takes \(ValueWords.durations(scenario.network.latency)) in each direction; "
                + "a connection's buffer holds \(SizeText.write(scenario.network.sendBuffer)), and a "
                + "dead one goes unnoticed for \(ValueWords.duration(scenario.network.keepAlive))."
                + (scenario.network.balancing == .random
                    ? " A session that comes back is sent to any of the servers." : "")
        )
        block.paragraph(schedulingWords)
        return block.text
    }

    private func words(_ group: ClientGroup, _ numbers: Range<Int>) -> String {
        let who =
            numbers.count == 1
            ? "Session \(numbers.lowerBound)"
            : "Sessions \(numbers.lowerBound) to \(numbers.upperBound - 1)"
        let tabs = group.connections == 1 ? "" : ", \(group.connections) connections each"
        var words =
            "\(who) (group \(group.name)), key \(group.sessionKey)\(tabs): connect "
            + "\(ValueWords.durations(group.start)) after the start and send "
            + "\(ValueWords.count(group.messages, "message")) each, "
        if group.textSize > 1 { words += "of \(SizeText.write(group.textSize)) or more, " }
        words +=
            group.pipeline == 1
            ? "the next \(ValueWords.durations(group.thinkTime)) after each answer"
            : "one every \(ValueWords.durations(group.thinkTime)) with up to \(group.pipeline) open"
        if group.duplicate != .zero {
            words += "; \(ShareText.write(group.duplicate)) of them twice at once"
        }
        if group.repeated != .zero {
            words += "; after \(ShareText.write(group.repeated)) of them an answered one again"
        }
        switch group.reconnect {
        case .never: words += ". After a loss they stay away until the faults have ended"
        case .after(let wait):
            words += ". After a loss they come back in \(ValueWords.durations(wait))"
        }
        return words
            + (group.resend
                ? " and send again what is unanswered." : " and send nothing again.")
    }

    private var serverWords: String {
        let system = scenario.system
        let kind = scenario.store.kind == .sqlite ? "SQLite, on a simulated disk" : "memory"
        let count =
            system.instances == 1
            ? "One server" : "\(system.instances) servers that share the store"
        return "\(count), the store in \(kind); a call of it takes "
            + "\(ValueWords.durations(scenario.store.latency)). An event has \(system.maximumAttempts) "
            + "attempts of at most \(ValueWords.duration(system.agentTimeout)), the second after "
            + "\(ValueWords.duration(system.retryDelay)); tokens come "
            + (system.streaming == .live ? "live" : "from the outbox, in chunks") + "; "
            + (system.acknowledgements
                ? "what is not acknowledged within "
                    + "\(ValueWords.duration(system.acknowledgementTimeout)) is sent again."
                : "there are no acknowledgements: what was handed to a socket counts as delivered.")
    }

    private var modelWords: String {
        let model = scenario.languageModel
        let failures = [
            (model.error, "fail before a token"), (model.errorMidStream, "fail in mid-stream"),
            (model.stall, "stop for ever"), (model.empty, "end empty"),
            (model.ignoreCancellation, "ignore a cancellation"),
        ].filter { $0.0 != .zero }.map { "\(ShareText.write($0.0)) \($0.1)" }
        return "The model answers in \(ValueWords.counts(model.tokens)) tokens, the first after "
            + "\(ValueWords.durations(model.firstToken)), the others every "
            + "\(ValueWords.durations(model.tokenInterval)); another attempt says "
            + (model.replies == .stable ? "the same" : "something else") + "."
            + (failures.isEmpty ? "" : " Of its attempts \(ValueWords.list(failures)).")
    }

    private var schedulingWords: String { Self.words(for: scenario.scheduling) }

    private static func words(for scheduling: SchedulingPolicySetting) -> String {
        switch scheduling {
        case .fifo: "Of the jobs that are ready, the one runs next that became so first."
        case .jitter: "Jobs run in the order in which they become ready, but now and then another."
        case .random: "Of the jobs that are ready, any runs next, drawn from the seed."
        case .pct(let depth):
            "The ready job whose causal chain has the highest priority runs next, for errors of "
                + "depth \(depth)."
        case .departures(let departures):
            "Of the jobs that are ready, the one runs next that became so first, but at "
                + "\(departures.count) of the choices, which are named."
        case .turns(let first, let turns):
            words(for: first) + " From \(turns.count) of the choices on, which are named, the "
                + "rest is drawn anew."
        }
    }
}
