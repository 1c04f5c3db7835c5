import Scenarios

extension CancelFault {
    /// Makes each of the chosen clients cancel one of its requests.
    func inject(_ firing: FaultFiring, into targets: FaultTargets) {
        for session in firing.sessions {
            let client = targets.client(of: session)
            let isIdle = client.request(meantBy: request) == nil || client.openLinks.isEmpty
            targets.record("cancel", session: session, note: isIdle ? "nothing to cancel" : nil)
            client.cancel(request)
        }
    }
}
