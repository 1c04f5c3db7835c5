import Scenarios
import Simulator

extension OrderingReport {
    private static let listedFaults = 40
    private static let listedSessions = 8

    /// What was injected, when, and into what.
    var injections: String {
        guard !digest.faults.isEmpty else {
            return
                "## What was injected\n\nNothing: this is how it goes when all is well.\n\(swarm)"
        }
        var totals: [(name: String, count: Int)] = []
        for fault in digest.faults {
            let count = max(1, fault.sessions.count)
            if let index = totals.firstIndex(where: { $0.name == fault.name }) {
                totals[index].count += count
            } else {
                totals.append((fault.name, count))
            }
        }
        let sum = totals.map { "\(NumberText.grouped($0.count)) × \($0.name)" }
        let healed = digest.healed.map {
            " At \(TimeText.seconds($0)) everything healed, clients reconnected, and the system had "
                + "to become quiet."
        }
        return "## What was injected\n\n\(sum.joined(separator: ", ")).\(healed ?? "")\n\n"
            + faultTable + swarm
    }

    /// Which faults were on, if the run was one of a swarm.
    private var swarm: String {
        recorded.subset.map { "\nThe run is one of a swarm; its faults were \($0.words).\n" } ?? ""
    }

    private var faultTable: String {
        var table = MarkdownTable([("time", .right), ("fault", .left), ("struck", .left)])
        for fault in digest.faults.prefix(Self.listedFaults) {
            table.add([TimeText.seconds(fault.time), fault.name, Self.target(of: fault)])
        }
        let rest = digest.faults.count - Self.listedFaults
        return table.text
            + (rest > 0 ? "\nand \(NumberText.count(rest, "later instant")) with faults\n" : "")
    }

    private static func target(of fault: InjectedFault) -> String {
        guard !fault.sessions.isEmpty else {
            return fault.instance > 0 ? "server \(fault.instance)" : "–"
        }
        let numbers = fault.sessions.prefix(listedSessions).map(String.init)
        let list = numbers.joined(separator: ", ")
        guard fault.sessions.count > listedSessions else {
            return (fault.sessions.count == 1 ? "session " : "sessions ") + list
        }
        return "\(NumberText.grouped(fault.sessions.count)) sessions: \(list), …"
    }
}
