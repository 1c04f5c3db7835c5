import ArgumentParser

/// One of several machines that share the work: `2/5` is the second of five.
package struct Shard: Equatable, Sendable {
    /// Which one, from 0.
    package let place: Int
    /// How many there are.
    package let count: Int

    /// Reads `K/N`.
    ///
    /// - Throws: `ValidationError` that says how it is written.
    package static func parse(_ text: String) throws -> Shard {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        let numbers = parts.compactMap { Int($0) }
        guard parts.count == 2, numbers.count == 2, (1...10_000).contains(numbers[1]),
            (1...numbers[1]).contains(numbers[0])
        else {
            throw ValidationError(
                "'\(text)' is not a shard; write the second of five as '--shard 2/5'."
            )
        }
        return Shard(place: numbers[0] - 1, count: numbers[1])
    }

    /// The shard that a CI system says this machine is, and the variables that said so.
    ///
    /// GitLab numbers its parallel jobs from 1 in `CI_NODE_INDEX`; Kubernetes its indexed jobs from 0
    /// in `JOB_COMPLETION_INDEX`, and does not say of how many: `CI_NODE_TOTAL` must. Nil if they say
    /// nothing, or that there is one machine only.
    package static func announced(
        by variable: (String) -> String?
    ) -> (shard: Shard, source: String)? {
        guard let count = variable("CI_NODE_TOTAL").flatMap(Int.init), count > 1 else { return nil }
        for (name, first) in [("CI_NODE_INDEX", 1), ("JOB_COMPLETION_INDEX", 0)] {
            guard let index = variable(name).flatMap(Int.init) else { continue }
            guard (first..<first + count).contains(index) else { continue }
            return (Shard(place: index - first, count: count), "\(name) and CI_NODE_TOTAL")
        }
        return nil
    }

    /// How the command line names it.
    package var text: String { "\(place + 1)/\(count)" }
}
