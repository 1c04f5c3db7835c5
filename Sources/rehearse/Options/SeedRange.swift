import ArgumentParser

/// Some consecutive seeds, as `1..200` or as one number.
package struct SeedRange: Equatable, Sendable {
    /// The most seeds that one command runs.
    package static let limit: UInt64 = 1_000_000

    /// The seeds.
    package let seeds: ClosedRange<UInt64>

    /// Makes a range.
    package init(_ seeds: ClosedRange<UInt64>) {
        self.seeds = seeds
    }

    /// Reads a range.
    ///
    /// - Throws: `ValidationError` that says what is wrong and how it is written.
    package static func parse(_ text: String) throws -> SeedRange {
        switch read(text) {
        case .success(let range): return range
        case .failure(let problem): throw ValidationError(problem.message)
        }
    }

    private static func read(_ text: String) -> Result<SeedRange, SeedRangeProblem> {
        let parts = text.split(separator: "..", omittingEmptySubsequences: false)
        let numbers = parts.compactMap { UInt64($0.filter { $0 != "_" }) }
        guard numbers.count == parts.count, let first = numbers.first, numbers.count <= 2 else {
            return .failure(.malformed(text))
        }
        let last = numbers[numbers.count - 1]
        guard first <= last else { return .failure(.backwards(first, last)) }
        guard last - first < limit else { return .failure(.tooMany(first, last)) }
        return .success(SeedRange(first...last))
    }
}

/// Why a text is no range of seeds.
private enum SeedRangeProblem: Error {
    case malformed(String)
    case backwards(UInt64, UInt64)
    case tooMany(UInt64, UInt64)

    var message: String {
        switch self {
        case .malformed(let text):
            "'\(text)' is not a range of seeds; write it as '--seeds 1..200'."
        case .backwards(let first, let last):
            "The range of seeds \(first)..\(last) is empty; did you mean '--seeds \(last)..\(first)'?"
        case .tooMany(let first, let last):
            "\(first)..\(last) is more than \(SeedRange.limit) seeds; split it over several commands."
        }
    }
}
