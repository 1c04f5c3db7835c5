import Foundation
import ScenarioFormat
import Scenarios
import SimulationKernel
import Testing

/// Whatever the bytes, the parser answers, and soon.
@Suite struct FuzzTests {
    private let parser = ScenarioParser(knownInvariants: knownInvariants)

    /// Parses and lays out, and holds both to what they promise of their answers.
    private func check(_ bytes: [UInt8]) {
        switch parser.parse(bytes: bytes, fileName: "test.yaml").result {
        case .scenarios(let variants):
            checkLayout(bytes)
            #expect(!variants.isEmpty)
            #expect(variants.allSatisfy { $0.scenario.problems().isEmpty })
        case .invalid(let diagnostics):
            #expect(!diagnostics.isEmpty)
            let text = String(decoding: bytes, as: UTF8.self)
            for diagnostic in diagnostics { expectInside(diagnostic, text) }
            #expect(zip(diagnostics, diagnostics.dropFirst()).allSatisfy(Self.areInOrder))
            let rendered = DiagnosticRenderer(style: .plain).render(diagnostics)
            #expect(rendered.hasPrefix("test.yaml:"))
            #expect(!rendered.unicodeScalars.contains("\u{1B}"))
        }
    }

    /// Lays out: what is valid never comes out as something else, nor as something to lay out again.
    private func checkLayout(_ bytes: [UInt8]) {
        let formatter = ScenarioFormatter(parser: parser)
        switch formatter.format(bytes: bytes, fileName: "test.yaml") {
        case .laidOut(let text):
            let again = formatter.format(bytes: Array(text.utf8), fileName: "test.yaml")
            #expect(again == .laidOut(text))
        case .leftAlone(let reason):
            let text = String(decoding: bytes, as: UTF8.self)
            #expect(reason.hasSuffix("which are not laid out"), "\(reason):\n\(text)")
        case .invalid(let diagnostics):
            Issue.record("what was valid is not: \(diagnostics)")
        }
    }

    private static func areInOrder(_ first: Diagnostic, _ second: Diagnostic) -> Bool {
        (first.position ?? .start) <= (second.position ?? .start) && first != second
    }

    @Test(arguments: 1...20 as ClosedRange<UInt64>)
    func `random bytes`(seed: UInt64) {
        var stream = RandomStream(seed: seed, name: "bytes")
        for _ in 0..<100 {
            let count = Int(stream.uniform(in: 0...400))
            check((0..<count).map { _ in UInt8(truncatingIfNeeded: stream.next()) })
        }
    }

    @Test(arguments: 1...20 as ClosedRange<UInt64>)
    func `random YAML signs`(seed: UInt64) {
        let signs = Array("[]{}:,-?&*!|>'\"%@`# \n\tab10.~<=\\".utf8)
        var stream = RandomStream(seed: seed, name: "signs")
        for _ in 0..<100 {
            let count = Int(stream.uniform(in: 0...200))
            check(
                (0..<count).map { _ in
                    signs[Int(stream.uniform(in: 0...Int64(signs.count - 1)))]
                }
            )
        }
    }

    @Test(arguments: 1...40 as ClosedRange<UInt64>)
    func `valid files with something changed`(seed: UInt64) {
        var generator = ScenarioGenerator(seed: seed)
        let original = Array(ScenarioWriter().write(generator.scenario()).utf8)
        let signs = Array("[]{}:,-?&*!|>'\"%@`# \n\t\u{1B}\u{0}x1é".utf8)
        for _ in 0..<50 {
            var bytes = original
            for _ in 0...generator.int(0...3) {
                let place = generator.int(0...bytes.count - 1)
                switch generator.int(0...4) {
                case 0: bytes[place] = generator.pick(signs)
                case 1: bytes.insert(generator.pick(signs), at: place)
                case 2: bytes.remove(at: place)
                case 3: bytes.removeLast(min(bytes.count - 1, generator.int(0...40)))
                default:
                    let end = min(bytes.count, place + generator.int(1...60))
                    bytes.insert(contentsOf: bytes[place..<end], at: generator.int(0...bytes.count))
                }
            }
            check(bytes)
        }
    }

    /// What stands in the library's files, and everything else that the format knows.
    private static let seeds: [[UInt8]] = {
        let root = URL(filePath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        let folder = root.appending(path: "Scenarios").path
        let names = (FileManager.default.enumerator(atPath: folder)?.allObjects ?? [])
            .compactMap { $0 as? String }.filter { $0.hasSuffix(".yaml") }.sorted()
        let files = names.compactMap { FileManager.default.contents(atPath: "\(folder)/\($0)") }
        return files.map { [UInt8]($0) } + [Array(everything.utf8)]
    }()

    private static let everything = """
        version: 1
        scenario: test
        summary: "Everything: ${A}, $${A}."
        vars: { A: 3s, B: "${A}", N: 2 }
        matrix: { n: [1, 2], w: [fifo, "random"] }
        limits: { drain: 0.5h, duration: "${B}", steps: 20_000 }
        scheduling: ${w}
        clients: &c
          - sessions: ${n}
            text: "{i} of {session}"
            duplicate: 0.3
        network: { latency: { normal: { mean: 5ms, deviation: 1ms } }, send-buffer: 64KiB }
        faults:
          - disconnect: { sessions: [1, "${n}"], style: half-open }
            at: { exponential: "${A}" }
          - crash: {}
            on-each: { fact: token-sent, probability: 2% }
        expect: { verdict: "violated: ordering.delivery", always: "all-but: [ordering.sequence]" }
        """

    /// Pieces that mean something somewhere.
    private static let pieces = [
        "${", "}", "${A}", "$${", "{", "[", "]", "*c", "&c", "<<: *c\n", "\n", "\n  ", "\t", "\r",
        "- ", ": ", "? ", "#", "\"", "'", "|", "---\n", "...\n", "!!int ", "%", "\u{FEFF}",
        "\u{85}",
        "\u{2028}", "\u{0}", "é", "e\u{301}", "🙂", "vars:", "matrix:", "include: test.yaml\n",
        "include: none.yaml\n", "scenario:", "9", "-", "..", "s", "KiB", "null", "on", "\u{E000}",
    ].map { Array($0.utf8) }

    @Test(arguments: 1...40 as ClosedRange<UInt64>)
    func `files of the library with something changed`(seed: UInt64) {
        var generator = ScenarioGenerator(seed: seed)
        for _ in 0..<100 {
            var bytes = generator.pick(Self.seeds)
            for _ in 0...generator.int(0...5) {
                Self.change(&bytes, &generator)
            }
            check(bytes)
        }
    }

    private static func change(_ bytes: inout [UInt8], _ generator: inout ScenarioGenerator) {
        guard !bytes.isEmpty else { return }
        let place = generator.int(0...bytes.count - 1)
        let end = min(bytes.count, place + generator.int(1...40))
        switch generator.int(0...6) {
        case 0: bytes[place] = UInt8(truncatingIfNeeded: generator.int(0...255))
        case 1: bytes.insert(contentsOf: generator.pick(pieces), at: place)
        case 2: bytes.replaceSubrange(place..<end, with: generator.pick(pieces))
        case 3: bytes.removeSubrange(place..<end)
        case 4: bytes.removeLast(bytes.count - place)
        case 5: bytes.insert(contentsOf: bytes[place..<end], at: generator.int(0...bytes.count))
        default:
            let other = generator.pick(seeds)
            let start = generator.int(0...other.count - 1)
            let stop = min(other.count, start + generator.int(1...200))
            bytes.insert(contentsOf: other[start..<stop], at: place)
        }
    }
}
