/// Turns what `perf script` prints into a profile: each sample belongs to the innermost frame that is
/// of a part of the program; what is below that, the language's runtime and the system, was called by
/// it.
package struct SampledStacks {
    /// The parts, by the modules and libraries that they are.
    private static let parts: [(name: String, marks: [String])] = [
        ("checkers", ["10Invariants"]),
        ("SQLite", ["libsqlite3"]),
        ("access to SQLite", ["13SQLiteStorage"]),
        ("architecture", ["16EventsAndEffects"]),
        ("world", ["14SimulatedWorld", "9Scenarios", "9Histories", "9Simulator"]),
        ("kernel", ["16SimulationKernel"]),
    ]
    private static let rest = "none of these"

    private var counts: [Profile.Part]

    /// Reads the samples, which blank lines separate; each is its frames, the innermost first.
    package init(_ script: String) {
        counts = (Self.parts.map(\.name) + [Self.rest]).map { Profile.Part(name: $0) }
        var frames: [Substring] = []
        for line in script.split(separator: "\n", omittingEmptySubsequences: false) {
            if line.isEmpty {
                count(frames)
                frames = []
            } else {
                frames.append(line)
            }
        }
        count(frames)
    }

    /// The profile, without the parts that were never seen.
    package func profile(of benchmark: String) -> Profile {
        Profile(
            benchmark: benchmark,
            parts: counts.filter { $0.samples > 0 }.sorted { $0.samples > $1.samples }
        )
    }

    private mutating func count(_ frames: [Substring]) {
        guard !frames.isEmpty else { return }
        for (depth, frame) in frames.enumerated() {
            guard let part = Self.part(of: frame) else { continue }
            if depth == 0 { counts[part].own += 1 } else { counts[part].below += 1 }
            return
        }
        counts[counts.count - 1].own += 1
    }

    /// The part that a frame is of: the first that its mangled name, or its library, mentions.
    private static func part(of frame: Substring) -> Int? {
        let found = parts.indices.compactMap { index -> (at: Substring.Index, part: Int)? in
            let places = parts[index].marks.compactMap { frame.firstRange(of: $0)?.lowerBound }
            return places.min().map { ($0, index) }
        }
        return found.min { $0.at < $1.at }?.part
    }
}
