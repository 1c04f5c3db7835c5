import Foundation
import ScenarioFormat
import Scenarios
import Testing

/// The layout of files, over the library and over what is drawn.
@Suite struct LayoutPropertyTests {
    private let formatter = ScenarioFormatter(
        parser: ScenarioParser(knownInvariants: knownInvariants)
    )

    private func format(_ text: String) throws -> String {
        let outcome = formatter.format(bytes: Array(text.utf8), fileName: "Scenarios/test.yaml")
        guard case .laidOut(let text) = outcome else {
            Issue.record("\(outcome)\n\(text)")
            throw NotAScenario()
        }
        return text
    }

    @Test(arguments: 1...150 as ClosedRange<UInt64>)
    func `what the writer makes is laid out`(seed: UInt64) throws {
        var generator = ScenarioGenerator(seed: seed)
        let text = ScenarioWriter().write(generator.scenario())
        #expect(try format(text) == text)
    }

    @Test(arguments: 1...150 as ClosedRange<UInt64>)
    func `whatever the indentation, spaces and order of keys, the layout is one`(seed: UInt64)
        throws
    {
        var generator = ScenarioGenerator(seed: seed)
        let text = ScenarioWriter().write(generator.scenario())
        var untidier = Untidier(seed: seed)
        let untidy = untidier.untidy(text, addsLines: false)
        #expect(untidy != text)
        #expect(try format(untidy) == text, "\(untidy)")
    }

    @Test(arguments: 1...150 as ClosedRange<UInt64>)
    func `with comments anywhere, each stays, and the file says what it said`(seed: UInt64) throws {
        var generator = ScenarioGenerator(seed: seed)
        let original = generator.scenario()
        var untidier = Untidier(seed: seed)
        let untidy = untidier.untidy(ScenarioWriter().write(original), addsLines: true)
        let laidOut = try format(untidy)
        #expect(try scenario(laidOut) == original)
        #expect(try format(laidOut) == laidOut)
        for comment in untidier.comments.map({ $0.dropLast() }) {
            let count = laidOut.split(separator: "\n").count { $0.hasSuffix(comment) }
            #expect(count == 1, "'\(comment)' is there \(count) times in\n\(laidOut)")
        }
    }

    @Test func `the library is laid out`() throws {
        let root = URL(filePath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        let (files, problems) = ScenarioLibrary.files(at: [root.appending(path: "Scenarios").path])
        #expect(problems.isEmpty)
        #expect(files.count > 40)
        for (path, bytes) in files {
            // What the ids of invariants are is not known here.
            let lines = String(decoding: bytes, as: UTF8.self).split(
                separator: "\n",
                omittingEmptySubsequences: false
            )
            let text = lines.filter { !$0.contains("verdict:") }.joined(separator: "\n")
            let outcome = formatter.format(bytes: Array(text.utf8), fileName: path)
            #expect(outcome == .laidOut(text), "\(path)")
        }
    }
}
