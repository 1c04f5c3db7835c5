import Foundation
import SourceMutations
import Testing

@testable import rehearse_mutate

/// The file of the mutants that need not be caught.
@Suite struct `The excuses` {
    private static let package = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()

    @Test func `name mutants that there are`() throws {
        let file = Self.package.appending(path: ExcuseFile.path)
        let excuses = try ExcuseFile.read(try String(contentsOf: file, encoding: .utf8))
        let subjects = try Subject.all(in: Self.package)
        #expect(subjects.reduce(0) { $0 + $1.mutants.count } > 1_000)
        let stale = ExcuseFile.stale(excuses) { path in
            subjects.first { $0.path == path }?.mutants.map(\.name)
        }
        #expect(stale.isEmpty, "\(stale.joined(separator: "\n"))")
    }

    @Test func `are stale where the mutant or the file has gone`() {
        let excuses = [
            Excuse(path: "a.swift", mutant: "f: drop `b()`", kind: .equivalent, reason: "c"),
            Excuse(path: "a.swift", mutant: "f: drop `d()`", kind: .performance, reason: "c"),
            Excuse(path: "e.swift", mutant: "f: drop `b()`", kind: .wording, reason: "c"),
        ]
        #expect(
            ExcuseFile.stale(excuses) { $0 == "a.swift" ? ["f: drop `b()`"] : nil } == [
                "a.swift has no mutant 'f: drop `d()`'", "there is no e.swift",
            ]
        )
    }

    @Test func `are read with their kind and reason`() throws {
        let text = """
            a.swift:
              - mutant: "f: drop `b()`"
                performance: "It only takes longer."
            """
        #expect(
            try ExcuseFile.read(text) == [
                Excuse(
                    path: "a.swift",
                    mutant: "f: drop `b()`",
                    kind: .performance,
                    reason: "It only takes longer."
                )
            ]
        )
        #expect(try ExcuseFile.read("# None.\n{}\n").isEmpty)
        #expect(try ExcuseFile.read("").isEmpty)
    }

    @Test(arguments: [
        ("a: [1", "it is not YAML"), ("- a", "expected source files"),
        ("a: b", "expected a list of mutants"), ("a:\n  - mutant: b", "expected 'mutant'"),
        ("a:\n  - mutant: b\n    unlikely: c", "expected 'mutant'"),
        ("a:\n  - { mutant: b, wording: c }\n  - { mutant: b, wording: d }", "excused twice"),
    ])
    func `are refused where they are no such file`(text: String, reason: String) {
        #expect {
            try ExcuseFile.read(text)
        } throws: { error in
            "\(error)".contains(reason) && "\(error)".hasPrefix(ExcuseFile.path)
        }
    }
}
