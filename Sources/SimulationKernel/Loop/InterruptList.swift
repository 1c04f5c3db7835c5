/// The actions that run between two steps, by the number of the step.
struct InterruptList {
    private var waiting: [(step: UInt64, action: () -> Void)] = []

    /// The next step before which an action runs.
    var nextStep: UInt64 { waiting.first?.step ?? .max }

    /// Adds an action, behind those of the same step.
    mutating func insert(beforeStep step: UInt64, _ action: @escaping () -> Void) {
        let index = waiting.firstIndex { $0.step > step } ?? waiting.endIndex
        waiting.insert((step, action), at: index)
    }

    /// Removes the first action whose step has come.
    mutating func removeFirst(dueAt step: UInt64) -> (() -> Void)? {
        guard nextStep <= step else { return nil }
        return waiting.removeFirst().action
    }
}
