import Histories
import Scenarios
import SimulationKernel

extension BadFrameFault {
    /// Makes the chosen clients send a bad frame over one of their connections, drawn.
    func inject(_ firing: FaultFiring, into targets: FaultTargets) {
        var stream = firing.stream
        for session in firing.sessions {
            let client = targets.client(of: session)
            let links = client.openLinks
            guard !links.isEmpty else {
                targets.record("bad-frame", session: session, note: "no connection")
                continue
            }
            let link = stream.element(of: links)
            targets.record(
                "bad-frame",
                session: session,
                connection: link.number,
                note: frame.rawValue
            )
            client.sendBadFrame(frame, over: link)
        }
    }
}
