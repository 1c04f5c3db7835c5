internal import SimulationKernel

/// Which of a scenario's faults are on in one run of a swarm.
///
/// Where every fault is on in every run, some hide others: a server that crashes every second never
/// gets as far as what a disconnect would break. A random subset per run finds more with the same
/// faults (Groce and others, "Swarm Testing", 2012).
///
/// Determinism: one draw for each fault, from the stream `swarm/INDEX` of the seed; what a fault
/// draws when it is on stays the same.
package struct FaultSubset: Equatable, Sendable {
    /// One fault of the scenario.
    package struct Member: Equatable, Sendable {
        /// Its place in the scenario, from 1.
        package let number: Int
        /// Its kind.
        package let name: String
        /// Whether it happens in the run.
        package let isOn: Bool
    }

    /// The faults, in file order.
    package let members: [Member]

    /// Draws the subset of a seed: each fault is on as often as not.
    package init(of scenario: Scenario, seed: UInt64) {
        members = scenario.faults.enumerated().map { index, rule in
            var stream = RandomStream(seed: seed, name: "swarm/\(index)")
            return Member(
                number: index + 1,
                name: rule.fault.name,
                isOn: stream.uniform(in: 0...1) == 1
            )
        }
    }

    /// Whether the fault at a place from 0 happens.
    package func contains(index: Int) -> Bool { members[index].isOn }

    /// What is on and what is off, such as `on: 1 disconnect, 3 crash; off: 2 cancel`.
    package var words: String {
        func list(_ isOn: Bool) -> String {
            let listed = members.filter { $0.isOn == isOn }.map { "\($0.number) \($0.name)" }
            return listed.isEmpty ? "none" : listed.joined(separator: ", ")
        }
        return "on: \(list(true)); off: \(list(false))"
    }
}
