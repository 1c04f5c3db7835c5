package import Scenarios

/// What a run through one point came to.
package struct CrashVisit: Sendable {
    /// The point.
    package let point: CrashPoint
    /// Whether the run came to it.
    package let isReached: Bool
    /// The run, if it violated what the scenario does not announce.
    package let failure: RunOutcome?
    /// Why the run proves nothing, in sentences.
    package let doubts: [String]
}

/// What a crash sweep came to.
package struct CrashSweepOutcome: Sendable {
    /// The scenario, without the crashes.
    package let scenario: Scenario
    /// The undisturbed run.
    package let survey: CrashSurvey
    /// Which points were asked for.
    package let selection: CrashSelection
    /// How many points that was.
    package let plannedCount: Int
    /// The points that were gone through, in order.
    package let visits: [CrashVisit]

    /// How many points there are.
    package var total: Int { selection.total(in: survey) }

    /// How many of them were gone through and reached.
    package var covered: Int { visits.count(where: \.isReached) }

    /// The points at which something was violated, in order.
    package var failures: [(point: CrashPoint, run: RunOutcome)] {
        visits.compactMap { visit in visit.failure.map { (visit.point, $0) } }
    }

    /// How many points were covered while a server that was to crash was down already.
    package var idle: Int {
        visits.count { visit in
            guard case .crash(let crash) = visit.point else { return false }
            return visit.isReached && survey.isDown(crash)
        }
    }

    /// How many commits have seen a crash of every server right before and right after them.
    package var coveredCommits: Int { surrounded(survey.commits) }

    /// How many sends have seen a crash of every server right before and right after them.
    package var coveredSends: Int { surrounded(survey.sends) }

    /// What is said of all points together.
    package var verdict: Verdict {
        if !failures.isEmpty || survey.run.verdict == .violated && visits.isEmpty {
            return .violated
        }
        return doubts.isEmpty ? .passed : .inconclusive
    }

    /// Why the sweep proves less than was asked of it, in sentences.
    package var doubts: [String] {
        var doubts = survey.run.doubts.map { "without a crash: \($0)" }
        if total == 0 { doubts.append("the run has no such points") }
        if visits.count < plannedCount {
            doubts.append(
                "stopped early: \(visits.count) of \(plannedCount) points were gone through"
            )
        }
        for visit in visits { doubts += visit.doubts.map { "\(visit.point.words): \($0)" } }
        let unreached = visits.count { !$0.isReached && !$0.point.isPair }
        if unreached > 0 { doubts.append("\(unreached) points were not reached") }
        return doubts
    }

    private func surrounded(_ steps: [Int]) -> Int {
        var crashes: [Int: Int] = [:]
        for visit in visits where visit.isReached {
            if case .crash(let crash) = visit.point { crashes[crash.step, default: 0] += 1 }
        }
        // A fact's own step counts among those executed by then.
        return steps.count {
            crashes[$0 - 1] == survey.instances && crashes[$0] == survey.instances
        }
    }
}

extension CrashPoint {
    /// Whether the first crash may change the run so that the second never comes.
    fileprivate var isPair: Bool { if case .pair = self { true } else { false } }
}
