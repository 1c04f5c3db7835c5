import Foundation
import SimulationKernel
import Testing

/// Histories come from anywhere: whatever their facts say, `rehearse check` answers.
@Suite(.timeLimit(.minutes(10))) struct HostileHistoryTests {
    private static let values = [
        "0", "-1", "2147483647", "9223372036854775807", "1152921504606846976", "1e300", "\"\"",
        "\"a:b:c\"", "null", "true", "[]", "{}", "[[1,2147483647]]", "1000000",
    ]

    @Test func `A history with something changed is checked or refused, and ends no process`()
        throws
    {
        let command = try Command()
        defer { command.remove() }
        try command.write(
            ScenarioText.small(named: "a", "faults: [{ crash: {}, at: 5s }]"),
            to: "a.yaml"
        )
        #expect(try command.run("run", "a.yaml", "--record", "out").status == 0)
        let lines = try command.read("out/a-1.jsonl").split(separator: "\n").map(String.init)
        var stream = RandomStream(seed: 1, name: "histories")
        func pick(_ count: Int) -> Int { Int(stream.uniform(in: 0...Int64(count - 1))) }
        var statuses: Set<Int32> = []
        for _ in 0..<60 {
            var changed = Array(lines.prefix(1 + pick(lines.count)))
            for _ in 0...pick(4) {
                // The header, whose settings every invariant rests on, as often as any fact.
                let place = pick(2) == 0 ? 0 : pick(changed.count)
                changed[place] = change(changed[place], pick)
                if pick(4) == 0 { changed.insert(changed[place], at: pick(changed.count)) }
            }
            try command.write(changed.joined(separator: "\n"), to: "changed.jsonl")
            let result = try command.run("check", "changed.jsonl")
            statuses.insert(result.status)
            #expect([0, 1, 2, 65].contains(result.status), "\(changed[0])\n\(result.errors)")
        }
        #expect(statuses.count > 1)
    }

    /// The line with one of its values replaced by another.
    private func change(_ line: String, _ pick: (Int) -> Int) -> String {
        let fields = line.ranges(of: /"[A-Za-z]+":("[^"]*"|[0-9]+|true|false)/)
        guard !fields.isEmpty else { return line }
        let field = fields[pick(fields.count)]
        let name = line[field].split(separator: ":")[0]
        let value = Self.values[pick(Self.values.count)]
        return line.replacingCharacters(in: field, with: "\(name):\(value)")
    }
}
