import SimulationKernel

extension SchedulingPolicySetting {
    /// How scenarios and the command line write it: `departures(12:1, 31:2)`, `turns(jitter, 512:7)`.
    package var text: String {
        switch self {
        case .fifo: "fifo"
        case .jitter: "jitter"
        case .random: "random"
        case .pct(let depth): "pct(\(depth))"
        case .departures(let departures):
            Self.call("departures", departures.map { "\($0.choice):\($0.entry)" })
        case .turns(let first, let turns):
            Self.call("turns", [first.text] + turns.map { "\($0.choice):\($0.stream)" })
        }
    }

    /// One schedule out of a search, from its text; nil if the text is something else.
    ///
    /// The other policies have messages of their own for what is wrong with them.
    package static func search(text: some StringProtocol) -> SchedulingPolicySetting? {
        if let arguments = arguments(of: "departures", in: text) {
            guard let pairs = pairs(arguments[...], least: 1), !pairs.isEmpty else { return nil }
            return .departures(pairs.map { .init(choice: $0.0, entry: $0.1) })
        }
        guard let arguments = arguments(of: "turns", in: text), let first = arguments.first,
            let base = plain(first), let pairs = pairs(arguments.dropFirst(), least: 0),
            !pairs.isEmpty
        else { return nil }
        return .turns(base, pairs.map { .init(choice: $0.0, stream: $0.1) })
    }

    private static func call(_ name: String, _ arguments: [String]) -> String {
        "\(name)(\(arguments.joined(separator: ", ")))"
    }

    private static func arguments(of name: String, in text: some StringProtocol) -> [String]? {
        guard text.hasPrefix(name + "("), text.hasSuffix(")") else { return nil }
        return text.dropFirst(name.count + 1).dropLast()
            .split(separator: ",", omittingEmptySubsequences: false)
            .map { String($0.drop { $0 == " " }) }
    }

    private static func plain(_ text: String) -> SchedulingPolicySetting? {
        let named: [SchedulingPolicySetting] = [.fifo, .jitter, .random]
        return named.first { $0.text == text }
            ?? depths.lazy.map { SchedulingPolicySetting.pct(depth: $0) }
            .first { $0.text == text }
    }

    /// Numbers such as `12:1`, of which the first ascend and the second are at least `least`.
    private static func pairs(_ texts: ArraySlice<String>, least: Int) -> [(Int, Int)]? {
        var pairs: [(Int, Int)] = []
        for text in texts {
            let numbers = text.split(separator: ":", omittingEmptySubsequences: false)
                .compactMap { Int($0) }
            guard numbers.count == 2, text == "\(numbers[0]):\(numbers[1])",
                numbers[0] > pairs.last?.0 ?? -1, numbers[1] >= least
            else { return nil }
            pairs.append((numbers[0], numbers[1]))
        }
        return pairs
    }
}
