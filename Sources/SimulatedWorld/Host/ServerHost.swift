import EventsAndEffects
import Histories
import Logging
import Scenarios
import SimulationKernel

/// A machine that runs one server: starts it, stops it gracefully, crashes it, and starts it again on
/// the same store.
///
/// Driven on the simulation's one thread, like everything of the world.
final class ServerHost: @unchecked Sendable {
    private enum State {
        case down
        case up
        case stopping(then: Duration?)
    }

    let instance: Int
    private let observer: Observer
    private let storage: SimulatedStorage
    private let model: SimulatedLanguageModel
    private let configuration: ServerConfiguration
    private let parts: @Sendable (any Store) -> (ServerParts, any Store)
    private var state = State.down
    private var lives = 0
    private var start: ScheduledAction?
    private var startsAt = VirtualInstant.zero
    private var wakeUp: ScheduledAction?
    private let wallClock = WallClock()
    /// After what time a server is started again that could not open its store.
    private static let patience = Duration.seconds(10)

    /// The running or stopping life.
    private(set) var life: ServerLife?

    init(
        instance: Int,
        observer: Observer,
        storage: SimulatedStorage,
        model: SimulatedLanguageModel,
        settings: SystemSettings,
        architecture: Architecture
    ) {
        self.instance = instance
        self.observer = observer
        self.storage = storage
        self.model = model
        configuration = ServerConfiguration(settings, instance: instance)
        parts = architecture.assemble
    }

    /// Whether new connections are taken.
    var isAccepting: Bool { if case .up = state { true } else { false } }
    /// Whether no process runs.
    var isDown: Bool { if case .down = state { true } else { false } }

    /// Starts a new life; ignored unless the machine is down.
    func boot() {
        guard isDown else { return }
        if let start { observer.simulation.cancel(start) }
        start = nil
        lives += 1
        let incarnation = observer.simulation.boot(named: "server-\(instance)/\(lives)")
        let place = ServerPlace(instance: instance, number: lives, incarnation: incarnation)
        if lives > 1 { storage.inspect(at: moment) }
        let opened: ObservedStore
        do {
            guard let store = try storage.open(for: place) else { return failToStart(place) }
            opened = store
        } catch {
            // The server's own doing, for which it is not spared; somebody starts it again.
            place.incarnation.crash()
            return bootLater(after: Self.patience)
        }
        let life = life(at: place, on: opened)
        self.life = life
        state = .up
        observer.record(Fact(.serverStarted, at: moment))
        // What is set off by the start may end it at once.
        guard incarnation.isAlive else { return }
        life.run()
    }

    /// Puts a server together.
    private func life(at place: ServerPlace, on opened: ObservedStore) -> ServerLife {
        let (parts, store) = parts(opened)
        let agents = SimulatedAgents(model: model, life: place)
        let server = ChatServer(
            configuration: configuration,
            store: store,
            agents: agents,
            clock: IncarnationClock(
                simulation: observer.simulation,
                incarnation: place.incarnation,
                wallClock: wallClock
            ),
            identifiers: IncarnationIdentifiers(instance: instance, incarnation: place.number),
            logger: Logger(label: "rehearsed") { _ in SwiftLogNoOpLogHandler() },
            parts: parts
        )
        return ServerLife(place: place, server: server, agents: agents)
    }

    /// The power failed before the server had opened its store: it starts when the power is back.
    private func failToStart(_ place: ServerPlace) {
        place.incarnation.crash()
        bootLater(after: .zero)
        storage.powerFailed(at: nil)
    }

    /// The process dies between two steps, and is started again after `down`.
    ///
    /// - Returns: false if no process runs.
    func crash(down: Duration) -> Bool {
        guard let life = die() else { return false }
        let isInside = storage.kill([instance]) != nil
        bury(life, diedInsideTransaction: isInside, down: down)
        return true
    }

    /// The process ends here; whoever asks now is told that none runs.
    ///
    /// - Returns: what has to be buried; nil if no process runs.
    func die() -> ServerLife? {
        endPause()
        defer {
            state = .down
            life = nil
        }
        return life
    }

    /// Takes a process away that has died, and starts the next one after `down`.
    func bury(_ life: ServerLife, diedInsideTransaction isInside: Bool, down: Duration) {
        observer.record(
            Fact(.serverCrashed, at: moment) {
                if isInside { $0.status = "inside-transaction" }
            }
        )
        life.crash()
        bootLater(after: down)
    }

    /// The machine has no power until `down` is over.
    func postponeStart(by down: Duration) {
        guard let start, startsAt < observer.simulation.now + down else { return }
        observer.simulation.cancel(start)
        bootLater(after: down)
    }

    /// Stops the server gracefully, and starts it again after `down`.
    ///
    /// - Returns: false if no server runs, or it stops already.
    func stop(down: Duration) -> Bool {
        stop(then: down, inspecting: nil)
    }

    private func stop(
        then down: Duration?,
        inspecting inspect: (@Sendable (ServerGauges) -> Void)?
    ) -> Bool {
        guard let life, isAccepting else { return false }
        state = .stopping(then: down)
        life.stop(inspecting: inspect) { [weak self, number = life.number] in
            self?.hasStopped(number)
        }
        return true
    }

    /// Stops the server gracefully for good, whatever was to happen to it, and notes how much it
    /// held in memory.
    func retire() {
        if let start { observer.simulation.cancel(start) }
        start = nil
        let isAsked = stop(then: nil, inspecting: { [weak self] in self?.record($0) })
        if !isAsked, !isDown { state = .stopping(then: nil) }
    }

    private func record(_ gauges: ServerGauges) {
        for (what, count) in gauges.named {
            observer.record(
                Fact(.serverInspected, at: moment) { details in
                    details.status = what.rawValue
                    details.count = count
                }
            )
        }
    }

    /// The process stalls for a time, unless it is down or stalls already.
    func pause(for time: Duration) {
        guard let life, !life.isPaused else { return }
        life.pause()
        wakeUp = observer.simulation.schedule(after: time) { [weak self] in self?.resume() }
    }

    /// The wall clock jumps, for this life of the server and all later ones.
    func jump(by distance: Duration) {
        wallClock.jump(by: distance)
    }

    /// Runs a server, whatever was to happen to it.
    func heal() {
        resume()
        switch state {
        case .down: boot()
        case .stopping: state = .stopping(then: .zero)
        case .up: break
        }
    }

    /// Takes away what of the server is still there; reports it if a graceful stop should have
    /// ended by now.
    func takeAway(reporting: Bool) {
        guard let life else { return }
        endPause()
        end(life, startingAfter: nil, reporting: reporting)
    }

    private func resume() {
        guard let life, life.isPaused else { return }
        endPause()
        life.resume()
    }

    /// Takes note that the process stalls no longer.
    private func endPause() {
        guard life?.isPaused == true else { return }
        if let wakeUp { observer.simulation.cancel(wakeUp) }
        wakeUp = nil
        observer.record(Fact(.faultHealed, at: moment) { $0.fault = "pause" })
    }

    /// The server has stopped: the machine is down when its tasks have ended, too.
    ///
    /// An agent that ignores its cancellation is not waited for, as no process that exits waits for
    /// one.
    private func hasStopped(_ number: Int) {
        observer.simulation.schedule(after: .milliseconds(1)) { [self] in
            guard let life, life.number == number, case .stopping(let down) = state else { return }
            guard life.unfinishedTaskCount == 0 else { return hasStopped(number) }
            end(life, startingAfter: down, reporting: true)
        }
    }

    /// Takes a process away that has stopped.
    ///
    /// What its end sets off finds the machine down, and may put its next start off.
    private func end(_ life: ServerLife, startingAfter down: Duration?, reporting: Bool) {
        let count = life.unfinishedTaskCount
        state = .down
        self.life = nil
        storage.close(instance)
        if let down { bootLater(after: down) }
        if reporting { observer.record(Fact(.serverStopped, at: moment) { $0.count = count }) }
        life.crash()
    }

    private func bootLater(after down: Duration) {
        startsAt = observer.simulation.now + down
        start = observer.simulation.schedule(after: down) { [weak self] in self?.boot() }
    }

    private var moment: Moment { observer.moment(instance: instance, incarnation: lives) }
}

extension ServerGauges {
    /// Its figures with their names in histories.
    fileprivate var named: [(ServerGauge, Int)] {
        [
            (.connectedSessions, connectedSessions), (.requests, requests),
            (.eventLanes, eventLanes), (.deliveryLanes, deliveryLanes), (.leases, leases),
        ]
    }
}

extension ServerConfiguration {
    /// The configuration that a scenario asks for.
    init(_ settings: SystemSettings, instance: Int) {
        self.init()
        instanceName = "server-\(instance)"
        eventQueueInterval = settings.eventQueueInterval
        effectPollInterval = settings.effectPollInterval
        effectBatch = settings.effectBatch
        maximumAttempts = settings.maximumAttempts
        retryDelay = settings.retryDelay
        agentTimeout = settings.agentTimeout
        effectTTL = settings.effectTimeToLive
        acknowledgements = settings.acknowledgements
        acknowledgementTimeout = settings.acknowledgementTimeout
        streaming = settings.streaming == .live ? .live : .outbox
        lease = settings.lease
    }
}
