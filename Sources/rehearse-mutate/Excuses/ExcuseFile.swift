import Yams

/// The file of the mutants that need not be caught, each with its reason.
///
///     Sources/EventsAndEffects/Queue/EventQueue.swift:
///       - mutant: "sweepLimit: `1_000`: `1_000` → `1001`"
///         performance: "A sweep reads one row more."
package enum ExcuseFile {
    /// The file, below the package's folder.
    package static let path = "Sources/rehearse-mutate/excused.yaml"

    /// Reads the file's text.
    ///
    /// - Throws: `ExcuseError` if it is not such a file, or excuses a mutant twice.
    package static func read(_ text: String) throws -> [Excuse] {
        let node: Node?
        do { node = try Yams.compose(yaml: text) } catch {
            throw ExcuseError(line: nil, reason: "it is not YAML: \(error)")
        }
        guard let files = node?.mapping else {
            if node == nil || node?.null != nil { return [] }
            throw ExcuseError(line: node?.mark?.line, reason: "expected source files")
        }
        var excuses: [Excuse] = []
        for (file, entries) in files {
            guard let path = file.string, let entries = entries.sequence else {
                throw ExcuseError(line: file.mark?.line, reason: "expected a list of mutants")
            }
            for entry in entries {
                let excuse = try excuse(entry, in: path)
                guard !excuses.contains(where: { $0.names(excuse) }) else {
                    throw ExcuseError(
                        line: entry.mark?.line,
                        reason: "'\(excuse.mutant)' is excused twice"
                    )
                }
                excuses.append(excuse)
            }
        }
        return excuses
    }

    /// Returns what is wrong with excuses of mutants that are not there, one line for each; `names`
    /// gives the names of a file's mutants, nil if there is no such file.
    package static func stale(_ excuses: [Excuse], names: (String) -> [String]?) -> [String] {
        excuses.compactMap { excuse in
            guard let known = names(excuse.path) else { return "there is no \(excuse.path)" }
            return known.contains(excuse.mutant)
                ? nil : "\(excuse.path) has no mutant '\(excuse.mutant)'"
        }
    }

    private static func excuse(_ node: Node, in path: String) throws -> Excuse {
        guard let fields = node.mapping, fields.count == 2, let mutant = fields["mutant"]?.string,
            let kind = Excuse.Kind.allCases.first(where: { fields[$0.rawValue] != nil }),
            let reason = fields[kind.rawValue]?.string, !reason.isEmpty
        else {
            let kinds = Excuse.Kind.allCases.map(\.rawValue).joined(separator: ", ")
            throw ExcuseError(
                line: node.mark?.line,
                reason: "expected 'mutant' and a reason under one of \(kinds)"
            )
        }
        return Excuse(path: path, mutant: mutant, kind: kind, reason: reason)
    }
}

extension Excuse {
    fileprivate func names(_ other: Excuse) -> Bool {
        path == other.path && mutant == other.mutant
    }
}

/// What is wrong with the file of excuses.
package struct ExcuseError: Error, Hashable, CustomStringConvertible {
    /// The line, counted from 1, if there is one.
    package let line: Int?
    /// What is wrong.
    package let reason: String

    /// The text that people read.
    package var description: String {
        "\(ExcuseFile.path)\(line.map { ":\($0)" } ?? ""): \(reason)"
    }
}
