import Histories
import Scenarios
import SimulationKernel

extension DisconnectFault {
    /// Ends all connections of the chosen sessions, or one of each.
    func inject(_ firing: FaultFiring, into targets: FaultTargets) {
        var stream = firing.stream
        for session in firing.sessions {
            let client = targets.client(of: session)
            let open = client.openTabs
            guard !open.isEmpty else {
                targets.record("disconnect", session: session, note: "no connection")
                continue
            }
            let chosen =
                switch connections {
                case .all: open
                case .one: [stream.element(of: open)]
                }
            for tab in chosen {
                targets.record("disconnect", session: session, note: style.rawValue)
                client.disconnect(tab: tab, style: closingStyle, stayAway: stayAway)
            }
        }
    }

    private var closingStyle: ClosingStyle {
        switch style {
        case .abrupt: .abrupt
        case .graceful: .graceful
        case .halfOpen: .halfOpen
        }
    }
}
