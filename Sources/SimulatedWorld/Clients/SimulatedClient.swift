import EventsAndEffects
package import Histories
package import Scenarios
import SimulationKernel

/// One session's user: connects its tabs, sends messages, waits or pipelines, thinks, reconnects,
/// resends what is unanswered, and acknowledges.
///
/// Its tabs share its state: a request goes out on a random open tab, and is answered when any tab
/// gets its terminal frame.
package final class SimulatedClient {
    package let session: SessionNumber
    package let plan: SessionPlan
    private let network: Network
    private let acknowledges: Bool
    private let spelling: FrameSpelling
    private var tabs: [ClientTab] = []
    private var unanswered: [ClientRequest] = []
    /// The request that was answered last.
    private var lastAnswered: String?
    /// The requests that it has ever made.
    private var sent = RequestNames()
    private var nextMessage = 1
    private var isThinking = false
    private var thinkTime: Duration = .zero
    private var sendsNewMessages = true
    private var choices: RandomStream
    private var readingRates = TimedSettings<Int>()
    /// How many bad frames it has sent.
    var badFrameCount = 0
    private var spoiltCount = 0

    init(session: SessionNumber, plan: SessionPlan, network: Network, acknowledges: Bool) {
        self.session = session
        self.plan = plan
        self.network = network
        self.acknowledges = acknowledges
        spelling = FrameSpelling(of: session)
        choices = plan.stream("tab")
    }

    /// Opens all tabs, unless the workload is over.
    func start() {
        guard sendsNewMessages else { return }
        tabs = (0..<plan.connections).map { _ in ClientTab(client: self) }
        for tab in tabs { tab.connect(over: network) }
    }

    /// Its ids, spoilt in another way than the last time, and at first than those of its neighbours.
    func spoiltIDs() -> ConnectionIDs {
        defer { spoiltCount += 1 }
        return .spoilt(plan.key, number: plan.number + spoiltCount)
    }

    /// Whether nothing more will come of this client: connected, and what it may expect received.
    var isSettled: Bool {
        tabs.allSatisfy(\.isOpen)
            && (!plan.resend || unanswered.allSatisfy { network.hasGivenUp($0.id, of: session) })
    }

    /// Whether the liveness phase has not begun for it.
    var isAtWork: Bool { sendsNewMessages }

    /// The open connections, by tab.
    var openLinks: [Link] { tabs.compactMap(\.openLink) }

    /// Ends the connection of a tab, and stays away as `stayAway` says instead of as planned.
    func disconnect(tab: Int, style: ClosingStyle, stayAway: Reconnect?) {
        tabs[tab].disconnect(style, stayAway: stayAway)
    }

    /// Which tabs have an open connection.
    var openTabs: [Int] { tabs.indices.filter { tabs[$0].isOpen } }

    /// The id of the request that a cancel names; nil if there is none.
    func request(meantBy request: CancelFault.Request) -> String? {
        switch request {
        case .oldest: unanswered.first?.id
        case .newest: unanswered.last?.id
        case .answered: lastAnswered
        case .next: hasNext ? plan.message(nextMessage).requestID : nil
        }
    }

    /// Asks to stop a request, if there is one and a connection.
    func cancel(_ request: CancelFault.Request) {
        guard let id = self.request(meantBy: request), let link = openLinks.first else { return }
        link.send(
            ClientWireFrame(
                kind: .cancel,
                request: id,
                text: spelling.spell(ClientFrameText.cancel(id))
            )
        )
    }

    private var hasNext: Bool { nextMessage <= plan.messageCount }

    /// The request that it makes next; if that may overtake what it sends now, or it makes none any
    /// more, one that it never makes.
    var unaskedRequest: String {
        plan.connections == 1 && hasNext
            ? plan.message(nextMessage).requestID : plan.badRequestID(badFrameCount)
    }

    /// How many bytes a second it reads over each connection; nil: everything at once.
    ///
    /// Where several rates are in force, the least counts.
    var readingRate: Int? {
        readingRates.inForce(at: network.observer.simulation.now).min()
    }

    /// Reads slowly for a time, over connections that it opens meanwhile, too.
    func read(atMost rate: Int, for time: Duration) {
        let simulation = network.observer.simulation
        readingRates.add(rate, from: simulation.now, until: simulation.now + time)
        adjustReading()
        simulation.schedule(after: time) { [weak self] in self?.adjustReading() }
    }

    private func adjustReading() {
        let rate = readingRate
        for tab in tabs { tab.read(atMost: rate) }
    }

    /// From now on: reads everything, reconnects at once, sends nothing new.
    func settle() {
        sendsNewMessages = false
        readingRates = TimedSettings()
        adjustReading()
        for tab in tabs { tab.reconnectNow(over: network) }
    }

    /// How long to wait after a loss; nil: stay away.
    ///
    /// Never no time at all: a refused client would ask again and again in one instant.
    func reconnectDelay(afterLoss loss: Int, stayAway: Reconnect?) -> Duration? {
        guard sendsNewMessages else { return .milliseconds(1) }
        return plan.reconnectDelay(afterLoss: loss, stayAway: stayAway)
            .map { max($0, .milliseconds(1)) }
    }

    /// A tab has a connection: resends what was sent over one that is gone.
    func opened(_ link: Link) {
        if plan.resend {
            for index in unanswered.indices where !unanswered[index].link.isOpenForClient {
                unanswered[index].link = link
                send(unanswered[index], over: link)
            }
        }
        sendNext()
    }

    /// A frame came in.
    func received(_ frame: WireFrame, on link: Link) {
        if frame.kind == .token {
            network.observer.record(
                .tokenReceived(
                    at: link.moment,
                    session: session,
                    connection: link.number,
                    request: frame.request,
                    content: frame.content ?? ""
                )
            )
            return
        }
        let isOwn = sent.contains(frame.request)
        let place = unanswered.firstIndex { $0.id == frame.request }
        if let place { lastAnswered = unanswered.remove(at: place).id }
        network.observer.record(
            Fact(
                .terminalReceived,
                at: link.moment,
                session: session,
                connection: link.number,
                request: frame.request,
                frame: frame.kind,
                content: frame.content
            ) { frame.claims.fill(&$0) }
        )
        if acknowledges, isOwn { acknowledge(frame.request, over: link) }
        guard place != nil else { return }
        if plan.pipeline == 1 { think() } else { sendNext() }
    }

    private func sendNext() {
        guard sendsNewMessages, !isThinking, nextMessage <= plan.messageCount,
            unanswered.count < plan.pipeline, let link = randomOpenLink()
        else { return }
        let message = plan.message(nextMessage)
        let request = ClientRequest(id: message.requestID, text: message.text, link: link)
        sent.insert(request.id)
        unanswered.append(request)
        nextMessage += 1
        thinkTime = message.thinkTime
        send(request, over: link)
        if message.isDuplicated { send(request, over: link) }
        if let earlier = message.repeated { sendAgain(earlier, over: link) }
        if plan.pipeline > 1 { think() }
    }

    /// Waits for the think time of the last message before the next one.
    private func think() {
        isThinking = true
        network.observer.simulation.schedule(after: thinkTime) { [weak self] in
            self?.isThinking = false
            self?.sendNext()
        }
    }

    private func send(_ request: ClientRequest, over link: Link) {
        let frame = ClientFrameText.message(
            request.id,
            thread: plan.key.thread,
            content: request.text
        )
        link.send(
            ClientWireFrame(
                kind: .message,
                request: request.id,
                content: request.text,
                text: spelling.spell(frame)
            )
        )
    }

    /// Sends a message once more that was answered long ago.
    private func sendAgain(_ number: Int, over link: Link) {
        let message = plan.message(number)
        guard !unanswered.contains(where: { $0.id == message.requestID }) else { return }
        send(ClientRequest(id: message.requestID, text: message.text, link: link), over: link)
    }

    private func acknowledge(_ request: String, over link: Link) {
        link.send(
            ClientWireFrame(
                kind: .acknowledgement,
                request: request,
                text: spelling.spell(ClientFrameText.acknowledgement(request))
            )
        )
    }

    private func randomOpenLink() -> Link? {
        let open = openLinks
        guard open.count > 1 else { return open.first }
        return choices.element(of: open)
    }
}

/// A request that has no terminal frame yet.
private struct ClientRequest {
    let id: String
    let text: String
    /// The connection that it went out on last.
    var link: Link
}
