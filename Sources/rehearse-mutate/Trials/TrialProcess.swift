import Dispatch
import Foundation

/// The process of one mutant: it may trap or run in circles, and nobody else is to suffer for it.
struct TrialProcess {
    /// The variable of the environment that says which mutant is switched on.
    static let variable = "REHEARSAL_MUTANT"

    let program: URL
    let folder: URL
    let arguments: [String]
    /// After so many seconds of real time the process is ended.
    let limit: Int

    /// Runs the process with a mutant switched on; 0 is none.
    func run(mutant: Int) -> TrialResult {
        let process = Process()
        process.executableURL = program
        process.arguments = arguments
        process.currentDirectoryURL = folder
        process.environment = ProcessInfo.processInfo.environment.merging(
            [Self.variable: "\(mutant)"]
        ) { $1 }
        let output = Pipe()
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        guard (try? process.run()) != nil else { return .failed(status: -1) }
        let end = DispatchWorkItem { kill(process.processIdentifier, SIGKILL) }
        DispatchQueue.global().asyncAfter(deadline: .now() + .seconds(limit), execute: end)
        let text = String(
            decoding: output.fileHandleForReading.readDataToEndOfFile(),
            as: UTF8.self
        )
        process.waitUntilExit()
        end.cancel()
        if let result = text.split(separator: "\n").lazy.compactMap(TrialResult.parse).first {
            return result
        }
        guard process.terminationReason == .uncaughtSignal else {
            return .failed(status: process.terminationStatus)
        }
        return process.terminationStatus == SIGKILL ? .hung : .crashed
    }
}
