/// The world's end of `Incarnation.park`: resumes the task that is suspended there.
///
/// Unlike a continuation it may be resumed any number of times, or never, and outlive the task:
/// only the first resumption of a task that still waits does anything.
public struct Waiter<Value: Sendable>: Sendable {
    private let core: SimulationCore
    private let target: Target

    init(core: SimulationCore, target: Target) {
        self.core = core
        self.target = target
    }

    /// Whether the task still waits: not resumed, not cancelled, its incarnation not crashed.
    public var isPending: Bool { core.tables.pointee.parking.contains(target) }

    /// Resumes the task with a value; false, and nothing else, if it waits no longer.
    @discardableResult
    public func resume(returning value: Value) -> Bool {
        resume { continuation in continuation.resume(returning: value) }
    }

    /// Resumes the task with an error; false, and nothing else, if it waits no longer.
    @discardableResult
    public func resume(throwing error: any Error) -> Bool {
        resume { continuation in continuation.resume(throwing: error) }
    }

    private func resume(_ body: (UnsafeContinuation<Value, any Error>) -> Void) -> Bool {
        core.driven {
            guard let bits = core.takeWaiter(target) else { return false }
            core.follow { $0.wake(target) }
            body(unsafeBitCast(bits, to: UnsafeContinuation<Value, any Error>.self))
            core.follow { $0.endWaking() }
            return true
        }
    }
}
