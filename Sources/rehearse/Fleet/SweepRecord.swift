import FoundationEssentials

/// What one machine of several leaves of its sweep, for `rehearse merge`: for each scenario as much as
/// decides the verdict of all machines together.
///
/// Unlike the report for programs (`--format json`) it does not have every run, so that a sweep of a
/// million seeds is a small file; and it says what was seen how often, in place of what that means:
/// a machine whose own seeds never saw a condition proves nothing alone, and together with others does.
struct SweepRecord: Codable, Equatable {
    /// The version of the form.
    static let version = 1
    /// The file's name in the folder of a report.
    static let fileName = "sweep.json"

    /// How often something was seen that must be.
    struct Count: Codable, Equatable {
        /// What.
        let name: String
        /// In how many runs.
        var runs: Int
    }

    /// One kind of failure.
    struct Failure: Codable, Equatable {
        /// The invariant.
        let invariant: String
        /// What the evidence looks like: failures of one invariant and shape are one.
        let shape: String
        /// The seeds, in the order in which they were run.
        var seeds: [UInt64]
        /// How many runs show it.
        var runs: Int
        /// The evidence of the first, as people read it, with the line that reproduces it.
        let evidence: [String]
    }

    /// One scenario.
    struct Scenario: Codable, Equatable {
        /// The file, and the combination of its matrix.
        let title: String
        /// What it is called.
        let name: String
        var runs: Int
        let sessions: Int
        var steps: UInt64
        var virtualNanoseconds: Int64
        var wallNanoseconds: Int64
        var facts: Int
        var comparisons: Int
        /// The conditions that must be seen in one run at least.
        var sometimes: [Count]
        /// The faults that must fire in one run at least.
        var faults: [Count]
        /// The violation that the scenario documents, which must be seen too; nil: none.
        var announced: Count?
        /// Why single runs prove nothing, or not all were made.
        var doubts: [String]
        var failures: [Failure]
    }

    /// The version of the form.
    var version = Self.version
    /// Which part this is, such as `2/5`; nil: all there is.
    let shard: String?
    /// What decides the runs, so that parts of different sweeps are told apart.
    let options: String
    /// The scenarios that were begun.
    var scenarios: [Scenario]
    /// How many were to be run and were not begun.
    var omitted: Int

    /// The record as JSON, with the end of its last line; equal records are equal bytes.
    var text: String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        guard let data = try? encoder.encode(self) else {
            preconditionFailure("Texts and whole numbers can be written as JSON.")
        }
        return String(decoding: data, as: UTF8.self) + "\n"
    }

    /// Reads a record; nil if the bytes are something else.
    init?(_ data: Data) {
        guard let record = try? JSONDecoder().decode(Self.self, from: data),
            record.version == Self.version
        else { return nil }
        self = record
    }

    /// Puts together what is left of a sweep.
    init(shard: String?, options: String, scenarios: [Scenario], omitted: Int) {
        self.shard = shard
        self.options = options
        self.scenarios = scenarios
        self.omitted = omitted
    }
}
