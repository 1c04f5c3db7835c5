import Scenarios

extension DuplicateDeliveryFault {
    /// Makes the network hand the next frame of each of the chosen sessions to the server twice.
    func inject(_ firing: FaultFiring, into targets: FaultTargets) {
        for session in firing.sessions {
            guard !targets.client(of: session).openLinks.isEmpty else {
                targets.record("duplicate-delivery", session: session, note: "no connection")
                continue
            }
            targets.record("duplicate-delivery", session: session)
            targets.network.repeatNextFrame(of: session)
        }
    }
}
