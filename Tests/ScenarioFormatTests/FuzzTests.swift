import ScenarioFormat
import Scenarios
import SimulationKernel
import Testing

/// Whatever the bytes, the parser answers, and soon.
@Suite struct FuzzTests {
    private let parser = ScenarioParser(knownInvariants: knownInvariants)

    /// Parses, and holds the parser to what it promises of its answers.
    private func check(_ bytes: [UInt8]) {
        switch parser.parse(bytes: bytes, fileName: "test.yaml") {
        case .scenario(let scenario):
            #expect(scenario.problems().isEmpty)
        case .invalid(let diagnostics):
            #expect(!diagnostics.isEmpty)
            let rendered = DiagnosticRenderer(style: .plain).render(diagnostics)
            #expect(rendered.hasPrefix("test.yaml:"))
            #expect(!rendered.unicodeScalars.contains("\u{1B}"))
        }
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
}
