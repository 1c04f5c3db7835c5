import Histories

/// Which checkers see which facts.
///
/// Fast path: the checkers of a kind lie side by side in one array and are called without counting
/// references, which costs more than most checkers do. The owner keeps the boxes alive.
struct Dispatch {
    private var flat: [Unmanaged<AnyCheckerBox>] = []
    private var starts: [Int] = []

    /// Makes a table of the boxes that each kind concerns.
    init(_ boxes: [AnyCheckerBox], interests: (AnyCheckerBox) -> [FactKind]) {
        for kind in FactKind.allCases {
            starts.append(flat.count)
            for box in boxes where interests(box).contains(kind) {
                flat.append(Unmanaged.passUnretained(box))
            }
        }
        starts.append(flat.count)
    }

    /// Calls something on each checker that a kind concerns.
    @inline(__always)
    func forEach(_ kind: FactKind, _ body: (AnyCheckerBox) -> Void) {
        for index in starts[kind.ordinal]..<starts[kind.ordinal + 1] {
            flat[index]._withUnsafeGuaranteedRef(body)
        }
    }
}
