import Histories
import Scenarios

extension BadConnectionFault {
    /// Lets a stranger ask for a connection with spoilt ids of each of the chosen sessions.
    func inject(_ firing: FaultFiring, into targets: FaultTargets) {
        for session in firing.sessions {
            let ids = targets.client(of: session).spoiltIDs()
            targets.record("bad-connection", session: session, note: ids.text)
            targets.network.openForStranger(with: ids)
        }
    }
}
