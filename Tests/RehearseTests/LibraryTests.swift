import Foundation
import Invariants
import ScenarioFormat
import Scenarios
import Testing

import RehearseCommand

/// The scenario files of the project.
@Suite struct LibraryTests {
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().appending(path: "Scenarios").path

    private static let library = ScenarioLibrary.load(
        paths: [folder],
        parser: ScenarioParser(knownInvariants: InvariantRegistry.all.map(\.id))
    )

    private static let themes = Theme.all.map(\.name)

    @Test func `Every file is a scenario`() {
        let problems = DiagnosticRenderer(style: .plain).render(Self.library.diagnostics)
        #expect(problems.isEmpty)
        #expect(!Self.library.entries.isEmpty)
    }

    @Test(arguments: CoverageID.all.map(\.text))
    func `Every item of the specification is rehearsed`(item: String) {
        let covered = Self.library.entries.flatMap(\.scenario.covers).map(\.text)
        #expect(covered.contains(item), "no scenario covers \(item)")
    }

    @Test func `Every scenario lies in the folder of a theme`() {
        for entry in Self.library.entries {
            let place = entry.path.dropFirst(Self.folder.count + 1).split(separator: "/")
            #expect(place.count == 2, "\(entry.path) is not in a folder of its theme")
            #expect(Self.themes.contains(String(place[0])), "there is no theme \(place[0])")
        }
    }

    @Test(arguments: themes)
    func `Every theme has scenarios`(theme: String) {
        #expect(Self.library.entries.contains { $0.path.contains("/\(theme)/") })
    }

    @Test func `Known failures, and nothing else, are known limits`() {
        for entry in Self.library.entries {
            let isLimit = entry.path.contains("/known-limits/")
            #expect((entry.scenario.expectation.verdict != .passed) == isLimit, "\(entry.path)")
        }
    }

    @Test func `Every scenario says what it covers, and proves that it is not vacuous`() {
        for entry in Self.library.entries {
            let expectation = entry.scenario.expectation
            #expect(!entry.scenario.covers.isEmpty, "\(entry.path) covers nothing")
            let proves = !expectation.sometimes.isEmpty || expectation.verdict != .passed
            #expect(proves, "\(entry.path) asks for nothing to have been seen")
        }
    }
}
