package import Scenarios

/// Where a crash sweep lets a server die, or the power fail.
package enum CrashPoint: Hashable, Sendable {
    /// One crash.
    case crash(Crash)
    /// Two crashes in one run, the earlier first.
    case pair(Crash, Crash)
    /// A loss of power in place of that write of the disk, from 1.
    case powerLoss(write: Int)

    /// One server's death between two steps.
    package struct Crash: Hashable, Sendable {
        /// The number of steps executed before.
        package let step: Int
        /// Which server, from 1.
        package let instance: Int

        /// Makes a crash.
        package init(step: Int, instance: Int = 1) {
            self.step = step
            self.instance = instance
        }

        /// The rule that makes it happen; the server is down for the default time.
        package var rule: FaultRule {
            var fault = CrashFault()
            fault.instance = instance
            return FaultRule(.crash(fault), .step(step))
        }

        /// How the command line names it.
        package var text: String { instance == 1 ? "\(step)" : "\(step)/\(instance)" }
    }

    /// The rules that a scenario has at this point beside its own.
    package var rules: [FaultRule] {
        switch self {
        case .crash(let crash): [crash.rule]
        case .pair(let first, let second): [first.rule, second.rule]
        case .powerLoss(let write): [FaultRule(.powerLoss(PowerLossFault()), .write(write))]
        }
    }

    /// What `rehearse run` must be told to go through this point.
    package var arguments: [String] {
        switch self {
        case .crash(let crash): ["--crash-at", crash.text]
        case .pair(let first, let second):
            ["--crash-at", first.text, "--crash-at", second.text]
        case .powerLoss(let write): ["--power-loss-at", "\(write)"]
        }
    }

    /// The point in words.
    package var words: String {
        switch self {
        case .crash(let crash): "crash before step \(crash.text)"
        case .pair(let first, let second):
            "crashes before steps \(first.text) and \(second.text)"
        case .powerLoss(let write): "power loss at disk write \(write)"
        }
    }
}
