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

    /// How many tokens of input it has: a byte of the conversation each.
    var inputTokens: Int { request.messages.reduce(0) { $0 + $1.text.utf8.count } }

    func finished(_ usage: TokenUsage?) {
        end(.agentFinished) {
            $0.usage = usage.map { TokenCounts(input: $0.input, output: $0.output) }
        }
    }

    func failed(_ error: ReplyError) { end(.agentFailed) { $0.note = "\(error)" } }

    /// The server has given the attempt up; in a crash that is nobody's doing.
    func abandoned() {
        if life.incarnation.isAlive { end(.agentAbandoned) }
    }

    private func end(_ kind: FactKind, describe: (inout FactDetails) -> Void = { _ in }) {
        guard isRunning, life.incarnation.isAlive else { return }
        isRunning = false
        observer.record(
            Fact(
                kind,
                at: moment,
                session: session,
                request: request.requestID,
                sequence: request.sequence,
                attempt: number,
                filling: describe
            )
        )
    }

    private var moment: Moment {
        observer.moment(instance: life.instance, incarnation: life.number)
    }
}
