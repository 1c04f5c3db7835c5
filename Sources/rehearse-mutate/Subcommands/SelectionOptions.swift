import ArgumentParser
import Foundation
import SimulationKernel
import SourceMutations

/// Which mutants a command is about.
struct SelectionOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Only files whose path has this in it; may be repeated."))
    var only: [String] = []

    @Option(help: "Draw so many mutants instead of taking all.")
    var sample: Int?

    @Option(help: "The seed of that draw.")
    var seed: UInt64 = 1

    func validate() throws {
        if let sample, sample < 1 { throw ValidationError("'--sample \(sample)' draws nothing.") }
    }

    /// The files, with their mutants.
    ///
    /// - Throws: `ValidationError` if the current folder is not the package, or nothing is selected.
    func subjects() throws -> [Subject] {
        let all = try Subject.all(in: Self.package)
        guard !all.isEmpty else {
            throw ValidationError("There are no sources of the server here: run it in the package.")
        }
        guard !only.isEmpty, !all.contains(where: isSelected) else { return all }
        throw ValidationError("No file has '\(only.joined(separator: "' or '"))' in its path.")
    }

    /// The mutants that are selected, in order, numbered from 1 over all there are.
    func places(in subjects: [Subject]) -> [MutantCopy.Place] {
        var places: [MutantCopy.Place] = []
        var number = 0
        for (index, subject) in subjects.enumerated() {
            for mutant in subject.mutants {
                number += 1
                guard isSelected(subject) else { continue }
                places.append(.init(number: number, subject: index, mutant: mutant))
            }
        }
        guard let sample, sample < places.count else { return places }
        var stream = RandomStream(seed: seed, name: "mutants")
        // The first ones of a shuffle (Fisher and Yates), in their own order again.
        for index in 0..<sample {
            let other = stream.uniform(in: Int64(index)...Int64(places.count - 1))
            places.swapAt(index, Int(other))
        }
        return places.prefix(sample).sorted { $0.number < $1.number }
    }

    /// The package's folder.
    static var package: URL { URL(filePath: FileManager.default.currentDirectoryPath) }

    private func isSelected(_ subject: Subject) -> Bool {
        only.isEmpty || only.contains { subject.path.contains($0) }
    }
}
