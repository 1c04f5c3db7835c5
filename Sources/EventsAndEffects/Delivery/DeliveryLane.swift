/// What the runner knows of one session; an object, so that it is looked up once for all that a
/// delivery changes.
final class DeliveryLane {
    let session: SessionKey
    /// Whether a task works on the lane.
    var isRunning = false
    /// Whether something has come that the task may not have seen.
    var isWanted = false
    /// Whether an effect is left that could not be delivered.
    var isLeft = false
    /// What is being delivered.
    var current: DeliveryAttempt?
    /// Requests whose frame was handed over by this server, without an acknowledgement in time.
    var unacknowledged: Set<ExactText> = []
    /// When the last of them was given up.
    var lastUnacknowledged: MonotonicInstant?
    /// Requests that were delivered, or acknowledged after all, which is not written yet.
    var delivered: Set<ExactText> = []

    init(session: SessionKey) { self.session = session }

    /// Whether the lane is as good as a new one.
    var remembersNothing: Bool { !isLeft && unacknowledged.isEmpty && delivered.isEmpty }

    /// Nothing of the session is left to deliver.
    func forget() {
        unacknowledged = []
        delivered = []
    }
}
