import ArgumentParser
import SourceMutations

/// `rehearse-mutate list`: what mutants there are.
struct ListMutants: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "Lists the mutants by file, line, kind of mistake and name."
    )

    @OptionGroup var selection: SelectionOptions

    func run() throws {
        let subjects = try selection.subjects()
        for place in selection.places(in: subjects) {
            let mutant = place.mutant
            print(
                "\(subjects[place.subject].path):\(mutant.line)  \(mutant.operator.rawValue)  "
                    + mutant.name
            )
        }
    }
}
