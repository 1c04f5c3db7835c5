package import SourceMutations

/// What became of the mutants that were tried.
package struct MutationScore: Sendable {
    /// A mutant and what became of it.
    package struct Entry: Sendable {
        /// The source file.
        package let path: String
        /// The mutant.
        package let mutant: Mutant
        /// What became of it; nil: it is excused, and was not tried.
        package let result: TrialResult?

        package init(path: String, mutant: Mutant, result: TrialResult?) {
            self.path = path
            self.mutant = mutant
            self.result = result
        }
    }

    /// The mutants that the compiler takes, in order.
    package let entries: [Entry]
    /// How many mutants there are in all files, tried or not.
    package let population: Int
    /// How many of those that were chosen the compiler refused.
    package let stillborn: Int
    /// How many seeds of every scenario a survivor has seen.
    package let rounds: Int
    /// How many scenarios.
    package let scenarios: Int

    package init(
        entries: [Entry],
        population: Int,
        stillborn: Int,
        rounds: Int,
        scenarios: Int
    ) {
        self.entries = entries
        self.population = population
        self.stillborn = stillborn
        self.rounds = rounds
        self.scenarios = scenarios
    }

    /// The ones that nobody noticed.
    package var survivors: [Entry] { entries.filter { $0.result == .survived } }
    /// How many were tried.
    package var tried: Int { entries.count - excused }
    /// How many are excused.
    package var excused: Int { entries.count { $0.result == nil } }

    /// How many an invariant caught.
    package var caught: Int { Self.caught(entries) }

    /// How many were noticed in another way: inconclusive runs, traps, circles.
    package var noticed: Int { tried - caught - survivors.count }

    /// One line of figures for each folder of the sources, and each kind of mistake.
    package func groups(by key: (Entry) -> String) -> [Group] {
        let keys = entries.map(key)
        var seen: Set<String> = []
        return keys.filter { seen.insert($0).inserted }.map { name in
            let own = zip(keys, entries).filter { $0.0 == name }.map(\.1)
            return Group(
                name: name,
                tried: own.count { $0.result != nil },
                caught: Self.caught(own),
                survivors: own.count { $0.result == .survived },
                excused: own.count { $0.result == nil }
            )
        }
    }

    /// The figures of some of the mutants.
    package struct Group: Hashable, Sendable {
        package let name: String
        package let tried: Int
        package let caught: Int
        package let survivors: Int
        package let excused: Int
    }

    /// A share in percent, with one decimal, rounded down: 999 of 1,000 are not all.
    package static func percent(_ part: Int, of whole: Int) -> String {
        guard whole > 0 else { return "–" }
        let permille = part * 1_000 / whole
        return "\(permille / 10).\(permille % 10) %"
    }

    private static func caught(_ entries: [Entry]) -> Int {
        entries.count { if case .caught = $0.result { true } else { false } }
    }
}

extension MutationScore.Entry {
    /// The folder of the source file: what the part of the server is called.
    package var folder: String {
        path.split(separator: "/").dropFirst().dropLast().joined(separator: "/")
    }
}
