import Histories
import Scenarios
import SimulationKernel

/// One of a client's tabs: holds at most one connection, and reconnects when it is lost.
final class ClientTab: LinkDelegate {
    // It holds the tab: asking for each frame whether it is still there would be for nothing.
    private unowned(unsafe) let client: SimulatedClient
    private var network: Network?
    private var link: Link?
    private var losses = 0
    private var stayAway: Reconnect?
    private var reconnection: ScheduledAction?

    init(client: SimulatedClient) {
        self.client = client
    }

    /// Whether the tab has an open connection.
    var isOpen: Bool { openLink != nil }

    /// The tab's connection, if it is open.
    var openLink: Link? {
        guard let link, link.isOpenForClient else { return nil }
        return link
    }

    /// Asks for a connection.
    func connect(over network: Network) {
        self.network = network
        reconnection = nil
        link = network.open(for: client.session, client: self)
        link?.read(atMost: client.readingRate)
    }

    /// Reads so many bytes a second over its connection; nil: everything at once.
    func read(atMost rate: Int?) {
        link?.read(atMost: rate)
    }

    /// Ends the connection; stays away as `stayAway` says instead of as planned.
    func disconnect(_ style: ClosingStyle, stayAway: Reconnect?) {
        self.stayAway = stayAway
        link?.end(style)
    }

    /// Asks for a connection now, if there is none and none is on its way.
    func reconnectNow(over network: Network) {
        if let reconnection { network.observer.simulation.cancel(reconnection) }
        if link == nil { connect(over: network) }
    }

    func opened(_ link: Link) {
        client.opened(link)
    }

    func received(_ frame: WireFrame, on link: Link) {
        client.received(frame, on: link)
    }

    /// Plans the reconnection.
    func closed(_ link: Link) {
        guard let network, self.link === link else { return }
        self.link = nil
        losses += 1
        defer { stayAway = nil }
        guard let delay = client.reconnectDelay(afterLoss: losses, stayAway: stayAway) else {
            return
        }
        reconnection = network.observer.simulation.schedule(after: delay) { [weak self] in
            self?.connect(over: network)
        }
    }
}
