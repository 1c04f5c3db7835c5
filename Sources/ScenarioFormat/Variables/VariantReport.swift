internal import Scenarios

/// What was found in the combinations of a file.
///
/// A problem that all of them have is reported once; one that only some have, with their titles.
struct VariantReport {
    /// With more problems than these, the rest is told when these are gone: a word for each would
    /// cost more than anybody reads.
    private static let mostProblems = 1_000

    /// What is equal for the reader is one problem.
    private struct Key: Hashable {
        let position: SourcePosition
        let message: String
    }

    private struct Finding {
        let found: PlacedProblem
        /// The combinations that have it; nil if it is none of theirs.
        var titles: [String]?
    }

    private var indices: [Key: Int] = [:]
    private var findings: [Finding] = []
    private var combinationsRead = 0
    private var variants: [ParseResult.Variant] = []

    /// Whether it is not worth while to look for more.
    private(set) var isFull = false

    /// Adds what is wrong with the file whatever the combination.
    mutating func add(_ problems: [PlacedProblem]) {
        for found in problems { add(Finding(found: found, titles: nil)) }
    }

    private mutating func add(_ finding: Finding) {
        guard !isFull else { return }
        findings.append(finding)
        guard findings.count > Self.mostProblems else { return }
        isFull = true
        findings[Self.mostProblems] = Finding(
            found: (.moreProblems(limit: Self.mostProblems), finding.found.position),
            titles: nil
        )
    }

    /// Adds what is wrong with a combination.
    mutating func add(_ problems: [PlacedProblem], of combination: Combination) {
        combinationsRead += 1
        let title = combination.title
        for found in problems.sorted(by: { $0.position < $1.position }) where !isFull {
            let key = Key(
                position: found.position,
                message: ProblemWording.message(for: found.problem)
            )
            guard let index = indices[key] else {
                indices[key] = findings.count
                add(Finding(found: found, titles: [title]))
                continue
            }
            if findings[index].titles?.last != title { findings[index].titles?.append(title) }
        }
    }

    /// Adds a combination without problems.
    mutating func add(_ variant: ParseResult.Variant) {
        variants.append(variant)
    }

    /// What became of the file.
    func result(sources: [SourceText]) -> ParseResult {
        guard !findings.isEmpty else { return .scenarios(variants) }
        let diagnostics = DiagnosticList(sources).diagnostics(
            findings.map(\.found),
            combinations: findings.map(words)
        )
        return .invalid(diagnostics)
    }

    /// Which combinations a finding is about; nil if all of them.
    private func words(for finding: Finding) -> String? {
        guard let titles = finding.titles, titles.count < combinationsRead else { return nil }
        switch titles.count {
        case 1: return "with \(titles[0])"
        case 2: return "with \(titles[0]) and another combination"
        default: return "with \(titles[0]) and \(titles.count - 1) other combinations"
        }
    }
}
