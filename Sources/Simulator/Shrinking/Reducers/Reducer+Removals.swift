import Scenarios

extension Reducer {
    /// Takes faults and groups of clients away: all faults, halves, quarters and so on to single ones.
    static let removals = [
        Reducer(triesOtherSeeds: true) { specimen in
            runs(in: specimen.scenario.faults.count).map { run in
                var scenario = specimen.scenario
                scenario.faults.removeSubrange(run)
                return scenario
            }
        },
        Reducer(triesOtherSeeds: true) { specimen in
            guard specimen.scenario.clients.count > 1 else { return [] }
            return specimen.scenario.clients.indices.map { index in
                var scenario = specimen.scenario
                scenario.clients.remove(at: index)
                return scenario
            }
        },
    ]

    /// Has fewer of everything.
    static let workload = [
        counts(\.sessions), counts(\.messages), counts(\.connections), counts(\.pipeline),
        Reducer { specimen in
            fewer(than: specimen.scenario.system.instances).map { count in
                var scenario = specimen.scenario
                scenario.system.instances = count
                return scenario
            }
        },
        Reducer(triesOtherSeeds: true) { specimen in
            let tokens = specimen.scenario.languageModel.tokens
            let most = tokens.maximum ?? 60
            let isConstant = if case .constant = tokens { true } else { false }
            return (fewer(than: most) + (isConstant ? [] : [most])).map { count in
                var scenario = specimen.scenario
                scenario.languageModel.tokens = .constant(count)
                return scenario
            }
        },
    ]

    /// Has fewer of something that each group of clients has a number of.
    private static func counts(
        _ count: any WritableKeyPath<ClientGroup, Int> & Sendable
    ) -> Reducer {
        Reducer(triesOtherSeeds: true) { specimen in
            specimen.scenario.clients.indices.flatMap { index in
                fewer(than: specimen.scenario.clients[index][keyPath: count]).map { number in
                    var scenario = specimen.scenario
                    scenario.clients[index][keyPath: count] = number
                    return scenario
                }
            }
        }
    }

    /// All of a number of elements, then halves, quarters and so on, to single ones.
    private static func runs(in count: Int) -> [Range<Int>] {
        let sizes = sequence(first: count) { $0 / 2 }.prefix { $0 > 0 }
        return sizes.flatMap { size in
            stride(from: 0, to: count, by: size).map { $0..<min($0 + size, count) }
        }
    }
}
