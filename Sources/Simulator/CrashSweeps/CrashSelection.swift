import SimulationKernel

/// Which points of a run a crash sweep goes through.
package enum CrashSelection: Hashable, Sendable {
    /// A crash of each server before every `every`th step.
    case crashes(every: Int)
    /// A loss of power at every `every`th write of the disk.
    case powerLosses(every: Int)
    /// So many pairs of crashes, drawn from the seed.
    case pairs(Int)

    /// How many points there are, whether they are gone through or not.
    package func total(in survey: CrashSurvey) -> Int {
        switch self {
        case .crashes: survey.steps * survey.instances
        case .powerLosses: survey.diskWrites
        case .pairs(let count): survey.steps > 1 ? count : 0
        }
    }

    /// The points, in order.
    package func points(in survey: CrashSurvey) -> [CrashPoint] {
        switch self {
        case .crashes(let every):
            stride(from: 0, to: survey.steps, by: every).flatMap { step in
                (1...survey.instances).map { .crash(.init(step: step, instance: $0)) }
            }
        case .powerLosses(let every):
            stride(from: 1, through: survey.diskWrites, by: every).map { .powerLoss(write: $0) }
        case .pairs(let count):
            Self.pairs(total(in: survey) == 0 ? 0 : count, in: survey)
        }
    }

    /// Draws pairs: the first crash anywhere; the second a number of steps later that is as likely to
    /// be small as large, so that it often falls into the recovery from the first.
    private static func pairs(_ count: Int, in survey: CrashSurvey) -> [CrashPoint] {
        var stream = RandomStream(seed: survey.run.seed, name: "crash-sweep/pairs")
        return (0..<count).map { _ in
            let first = Int(stream.uniform(in: 0...Int64(survey.steps - 2)))
            let room = survey.steps - 1 - first
            let magnitude = stream.uniform(
                in: 0...Int64(Int.bitWidth - 1 - room.leadingZeroBitCount)
            )
            let gap = Int(stream.uniform(in: 1...min(Int64(room), 2 << magnitude - 1)))
            let instances = Int64(1)...Int64(survey.instances)
            return .pair(
                .init(step: first, instance: Int(stream.uniform(in: instances))),
                .init(step: first + gap, instance: Int(stream.uniform(in: instances)))
            )
        }
    }
}
