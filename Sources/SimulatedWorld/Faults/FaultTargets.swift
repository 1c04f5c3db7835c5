import Histories
import SimulationKernel

/// What faults act on.
struct FaultTargets {
    let observer: Observer
    let clients: [SimulatedClient]
    let hosts: [ServerHost]
    let model: SimulatedLanguageModel
    let network: Network
    let storage: SimulatedStorage

    /// The numbers of all sessions.
    var sessionNumbers: [Int] { clients.map(\.session.index) }

    /// The client of a session.
    func client(of session: SessionNumber) -> SimulatedClient { clients[session.index - 1] }

    /// Whether a session is none of the scenario's.
    func isStranger(_ session: SessionNumber) -> Bool { session.index > clients.count }

    /// Notes that a fault is over.
    func recordHealing(of fault: String, instance: Int) {
        observer.record(
            Fact(.faultHealed, at: observer.moment(instance: instance)) { $0.fault = fault }
        )
    }

    /// Notes that a fault happens.
    func record(
        _ fault: String,
        session: SessionNumber = .none,
        connection: Int = 0,
        instance: Int = 0,
        note: String? = nil
    ) {
        observer.record(
            Fact(
                .faultInjected,
                at: observer.moment(instance: instance),
                session: session,
                connection: connection
            ) { details in
                details.fault = fault
                details.note = note
            }
        )
    }

    /// Notes, after a time, that a fault of a session is over; in the liveness phase all are.
    func recordHealing(_ fault: String, session: SessionNumber, after time: Duration) {
        observer.simulation.schedule(after: time) { [observer, clients] in
            guard clients[session.index - 1].isAtWork else { return }
            observer.record(
                Fact(.faultHealed, at: observer.moment(), session: session) { $0.fault = fault }
            )
        }
    }
}
