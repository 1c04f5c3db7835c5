import EventsAndEffects
import Histories
import SimulationKernel

/// Reports one attempt of an agent: exactly one end, as it was seen first.
final class ObservedAttempt: @unchecked Sendable {
    private let observer: Observer
    private let life: ServerPlace
    let session: SessionNumber
    private let request: AgentRequest
    private let number: Int
    /// Whether the attempt has not ended.
    ///
    /// Asked for every token on the simulation's one thread: unchecked, which is cheaper.
    @exclusivity(unchecked) private(set) var isRunning = true

    init(
        observer: Observer,
        life: ServerPlace,
        session: SessionNumber,
        request: AgentRequest,
        number: Int
    ) {
        self.observer = observer
        self.life = life
        self.session = session
        self.request = request
        self.number = number
    }

    func invoked(agent: String) {
        observer.record(
            Fact(
                .agentInvoked,
                at: moment,
                session: session,
                request: request.requestID,
                sequence: request.sequence,
                attempt: number
            ) { details in
                details.agent = agent
                details.messages = request.messages.map {
                    AgentMessage(role: $0.role.rawValue, text: $0.text)
                }
            }
        )
    }

    func yielded(_ token: String) {
        observer.record(
            .agentToken(
                at: moment,
                session: session,
                request: request.requestID,
                sequence: request.sequence,
                attempt: number,
                content: token
            )
        )
    }

    /// The server has turned a token away that came after the end.
    func refused(_ token: String) {
        guard life.incarnation.isAlive else { return }
        observer.record(
            Fact(
                .agentTokenRefused,
                at: moment,
                session: session,
                request: request.requestID,
                sequence: request.sequence,
                attempt: number,
                content: token
            )
        )
    }

    func finished() { end(.agentFinished) }

    func failed(_ error: ReplyError) { end(.agentFailed, note: "\(error)") }

    /// The server has given the attempt up; in a crash that is nobody's doing.
    func abandoned() {
        if life.incarnation.isAlive { end(.agentAbandoned) }
    }

    private func end(_ kind: FactKind, note: String? = nil) {
        guard isRunning, life.incarnation.isAlive else { return }
        isRunning = false
        observer.record(
            Fact(
                kind,
                at: moment,
                session: session,
                request: request.requestID,
                sequence: request.sequence,
                attempt: number
            ) { $0.note = note }
        )
    }

    private var moment: Moment {
        observer.moment(instance: life.instance, incarnation: life.number)
    }
}
