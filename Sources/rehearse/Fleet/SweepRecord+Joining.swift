import Reporting

/// Why records are not parts of one sweep.
enum JoiningError: Error, Equatable {
    /// Two are the same part.
    case twice(shard: String)
    /// They are parts of sweeps that were asked for in different words.
    case options(String, String)
    /// They were dealt out to different numbers of machines.
    case counts(String, String)
}

extension JoiningError: CustomStringConvertible {
    /// One sentence for a person.
    var description: String {
        switch self {
        case .twice(let shard): "shard \(shard) is there twice"
        case .options(let one, let other):
            "these are parts of two sweeps: one ran '\(one)', another '\(other)'"
        case .counts(let one, let other):
            "these are parts of two sweeps: one is shard \(one), another shard \(other)"
        }
    }
}

extension SweepRecord {
    /// Joins the parts of one sweep; a part that is missing is a doubt about every scenario.
    ///
    /// Determinism: the result does not depend on the order of the parts.
    ///
    /// - Throws: `JoiningError` if they are not parts of one sweep.
    static func joining(_ records: [SweepRecord]) throws(JoiningError) -> SweepRecord {
        let parts = try parts(of: records)
        let ordered = zip(records, parts).sorted {
            ($0.1?.place ?? 0, $0.0.text) < ($1.1?.place ?? 0, $1.0.text)
        }.map(\.0)
        var joined = SweepRecord(
            shard: nil,
            options: ordered.first?.options ?? "",
            scenarios: [],
            omitted: ordered.reduce(0) { $0 + $1.omitted }
        )
        for scenario in ordered.flatMap(\.scenarios) {
            if let index = joined.scenarios.firstIndex(where: { $0.title == scenario.title }) {
                joined.scenarios[index].add(scenario)
            } else {
                joined.scenarios.append(scenario)
            }
        }
        joined.scenarios.sort { $0.title.utf8.lexicographicallyPrecedes($1.title.utf8) }
        if let doubt = missing(among: parts) {
            for index in joined.scenarios.indices { joined.scenarios[index].doubts.append(doubt) }
        }
        return joined
    }

    /// The parts as which records are known; nil for one that says it is everything.
    private static func parts(of records: [SweepRecord]) throws(JoiningError) -> [Shard?] {
        let parts = records.map { $0.shard.flatMap { try? Shard.parse($0) } }
        for (index, record) in records.enumerated() {
            if let other = records[..<index].first(where: { $0.options != record.options }) {
                throw .options(other.options, record.options)
            }
            guard let part = parts[index] else { continue }
            if parts[..<index].contains(part) { throw .twice(shard: part.text) }
            let others = parts[..<index].compactMap(\.self)
            if let other = others.first(where: { $0.count != part.count }) {
                throw .counts(other.text, part.text)
            }
        }
        return parts
    }

    private static func missing(among parts: [Shard?]) -> String? {
        let known = parts.compactMap(\.self)
        guard let count = known.first?.count, known.count < count else { return nil }
        let places = (0..<count).filter { place in !known.contains { $0.place == place } }
        let listed = places.prefix(5).map { "\($0 + 1)/\(count)" }.joined(separator: ", ")
        return "\(NumberText.count(places.count, "shard")) missing: \(listed)"
            + (places.count > 5 ? " and more" : "")
    }
}

extension SweepRecord.Scenario {
    /// Adds what other machines have seen of the same scenario.
    fileprivate mutating func add(_ other: SweepRecord.Scenario) {
        runs += other.runs
        steps += other.steps
        virtualNanoseconds += other.virtualNanoseconds
        wallNanoseconds += other.wallNanoseconds
        facts += other.facts
        comparisons += other.comparisons
        sometimes.add(other.sometimes)
        faults.add(other.faults)
        if let more = other.announced { announced?.runs += more.runs }
        doubts += other.doubts
        for failure in other.failures {
            let index = failures.firstIndex {
                $0.invariant == failure.invariant && $0.shape == failure.shape
            }
            if let index {
                failures[index].seeds += failure.seeds
                failures[index].runs += failure.runs
            } else {
                failures.append(failure)
            }
        }
    }
}

extension [SweepRecord.Count] {
    fileprivate mutating func add(_ others: [SweepRecord.Count]) {
        for other in others {
            if let index = firstIndex(where: { $0.name == other.name }) {
                self[index].runs += other.runs
            } else {
                append(other)
            }
        }
    }
}
