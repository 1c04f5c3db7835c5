import Histories
import SimulationKernel

/// What faults act on.
struct FaultTargets {
    let observer: Observer
    let clients: [SimulatedClient]
    let hosts: [ServerHost]
    let model: SimulatedLanguageModel
    let storage: SimulatedStorage

    /// The numbers of all sessions.
    var sessionNumbers: [Int] { clients.map(\.session.index) }

    /// The client of a session.
    func client(of session: SessionNumber) -> SimulatedClient { clients[session.index - 1] }

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
}
