import Scenarios

extension CancelFault {
    /// Makes the chosen clients cancel their oldest unanswered request.
    func inject(_ firing: FaultFiring, into targets: FaultTargets) {
        for session in firing.sessions {
            let client = targets.client(of: session)
            let isIdle = client.unansweredRequests.isEmpty || client.openLinks.isEmpty
            targets.record("cancel", session: session, note: isIdle ? "nothing to cancel" : nil)
            _ = client.cancelRunningRequest()
        }
    }
}
