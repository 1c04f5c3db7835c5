import Scenarios

extension Reducer {
    /// Says errors that begin at the same moment as one, of as many cases; and has fewer cases.
    static let extents = [
        Reducer { specimen in
            let faults = specimen.scenario.faults
            return faults.indices.compactMap { index in
                let alike = faults.indices.filter {
                    $0 >= index && faults[$0].isAlike(faults[index])
                }
                guard alike.count > 1 else { return nil }
                var scenario = specimen.scenario
                scenario.faults[index].fault.cases = alike.compactMap { faults[$0].fault.cases }
                    .reduce(0, +)
                for other in alike.dropFirst().reversed() { scenario.faults.remove(at: other) }
                return scenario
            }
        },
        Reducer { specimen in
            specimen.scenario.faults.indices.flatMap { index in
                fewer(than: specimen.scenario.faults[index].fault.cases ?? 1).map { count in
                    var scenario = specimen.scenario
                    scenario.faults[index].fault.cases = count
                    return scenario
                }
            }
        },
    ]
}

extension FaultRule {
    /// Whether two errors differ in the number of their cases at most.
    fileprivate func isAlike(_ other: FaultRule) -> Bool {
        guard let cases = fault.cases, other.fault.cases != nil else { return false }
        var same = other
        same.fault.cases = cases
        return same == self
    }
}

extension Fault {
    /// How many calls or attempts fail, of an error that lasts for a number of them; nil of all else.
    fileprivate var cases: Int? {
        get {
            switch self {
            case .storeError(let fault): fault.extent.cases
            case .languageModelError(let fault): fault.extent.cases
            default: nil
            }
        }
        set {
            guard let newValue else { return }
            switch self {
            case .storeError(var fault):
                fault.extent = .count(newValue)
                self = .storeError(fault)
            case .languageModelError(var fault):
                fault.extent = .count(newValue)
                self = .languageModelError(fault)
            default: break
            }
        }
    }
}

extension Extent {
    fileprivate var cases: Int? { if case .count(let count) = self { count } else { nil } }
}
