import ArgumentParser
import Simulator

/// How the command ends; the numbers are a promise to scripts.
enum ExitStatus: Int32 {
    case passed = 0
    case violated = 1
    case inconclusive = 2
    case notDeterministic = 3
    /// The command line is wrong; the argument parser's own code.
    case usage = 64
    case invalidInput = 65
    case internalError = 70

    init(_ verdict: Verdict) {
        switch verdict {
        case .passed: self = .passed
        case .violated: self = .violated
        case .inconclusive: self = .inconclusive
        }
    }

    /// What ends the command with this status, unless all is well.
    ///
    /// - Throws: `ExitCode`, for every status but `passed`.
    func end() throws {
        if self != .passed { throw ExitCode(rawValue) }
    }
}
