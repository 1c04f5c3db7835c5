import Scenarios

extension SlowReaderFault {
    /// Makes the chosen clients read slowly for a time, over connections that they open meanwhile,
    /// too.
    func inject(_ firing: FaultFiring, into targets: FaultTargets) {
        for session in firing.sessions {
            let client = targets.client(of: session)
            guard !client.openLinks.isEmpty else {
                targets.record("slow-reader", session: session, note: "no connection")
                continue
            }
            targets.record("slow-reader", session: session)
            client.read(atMost: rate, for: time)
            targets.recordHealing("slow-reader", session: session, after: time)
        }
    }
}
