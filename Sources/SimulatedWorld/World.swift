import EventsAndEffects
package import Histories
package import Scenarios
package import SimulationKernel

/// Everything around the server, driven by a plan: clients, network, language model, storage, hosts
/// and faults.
///
/// The world is callbacks; only the server's code runs as tasks. It is told which phase it is in by
/// whoever runs the plan.
package final class World {
    package let observer: Observer
    /// The session keys, for reports.
    package var sessions: SessionTable { observer.sessions }
    private let plan: Plan
    private let storage: SimulatedStorage
    private let model: SimulatedLanguageModel
    private let hosts: [ServerHost]
    private let network: Network
    private let clients: [SimulatedClient]
    private let injector: FaultInjector
    private let solitude: Solitude?

    /// Builds the world of a plan around an architecture; nothing happens until `begin`.
    ///
    /// In solitude only one session's client ever comes.
    package init(
        plan: Plan,
        architecture: Architecture,
        simulation: Simulation,
        solitude: Solitude? = nil,
        sink: any FactSink
    ) {
        self.plan = plan
        self.solitude = solitude
        let plans = (1...max(1, plan.sessionCount)).map(plan.session)
        observer = Observer(
            simulation: simulation,
            sessions: SessionTable(keys: plans.map(\.key.text)),
            sink: sink
        )
        let observer = observer
        let system = plan.scenario.system
        let storage = SimulatedStorage(observer: observer, plan: plan)
        let model = SimulatedLanguageModel(observer: observer, plan: plan)
        let network = Network(observer: observer, plan: plan)
        hosts = (1...system.instances).map { instance in
            ServerHost(
                instance: instance,
                observer: observer,
                storage: storage,
                model: model,
                settings: system,
                architecture: architecture
            )
        }
        network.attach(hosts)
        clients = plans.map { session in
            SimulatedClient(
                session: SessionNumber(session.number),
                plan: session,
                network: network,
                acknowledges: system.acknowledgements
            )
        }
        injector = FaultInjector(
            plan: plan,
            targets: FaultTargets(
                observer: observer,
                clients: clients,
                hosts: hosts,
                model: model,
                network: network,
                storage: storage
            ),
            solitude: solitude
        )
        self.storage = storage
        self.model = model
        self.network = network
    }

    /// How often each fault of the scenario fired.
    package var firings: [Int] { injector.firings }
    /// Every firing of a fault, in order.
    package var firingLog: [FiringRecord] { injector.log }

    /// How many changes of the disk running servers have asked for in the safety phase.
    package var diskWrites: Int { storage.supply.changeCount }

    /// The safety phase begins: servers start, clients come as planned.
    package func begin() {
        perform {
            $0.enter(.safety)
            for host in $0.hosts { host.boot() }
        }
        for client in clients where solitude.map({ $0.session == client.session.index }) ?? true {
            observer.simulation.schedule(after: client.plan.start) { client.start() }
        }
    }

    /// The liveness phase begins: faults heal, everyone reconnects, nothing new is sent.
    package func heal() {
        perform {
            $0.enter(.liveness)
            $0.injector.disarm()
            $0.model.heal()
            $0.network.heal()
            $0.storage.heal()
            for host in $0.hosts { host.heal() }
            for client in $0.clients { client.settle() }
        }
    }

    /// Whether nothing is left to happen: everything accepted is processed and delivered, every
    /// client is connected and has what it may expect.
    package var isQuiet: Bool {
        observer.ledger.unprocessedEvents == 0 && observer.ledger.undeliveredEffects == 0
            && clients.allSatisfy(\.isSettled)
    }

    /// Asks all servers for a graceful stop.
    package func stop() {
        perform {
            $0.enter(.stopped)
            for host in $0.hosts { host.retire() }
        }
    }

    /// Whether all servers have stopped.
    package var isStopped: Bool { hosts.allSatisfy(\.isDown) }

    /// Takes note that time goes on no more.
    ///
    /// - Parameter steps: How many steps have run at the instant at which it stands.
    package func findLivelock(after steps: UInt64) {
        observer.record(
            Fact(.livelockFound, at: observer.moment()) { $0.count = Int(clamping: steps) }
        )
    }

    /// The end: what has not stopped is taken away, and the store is read.
    ///
    /// - Parameter isCutShort: Whether a limit ended the run, so that nobody had the time to stop and
    ///   its last phase is not over; otherwise what has not stopped is reported.
    package func end(isCutShort: Bool) {
        for host in hosts { host.takeAway(reporting: !isCutShort) }
        storage.inspect(at: observer.moment())
        if !isCutShort { enter(.end) }
    }

    /// Lets the world act, as a step of the simulation: what it touches may run tasks.
    private func perform(_ action: @escaping (World) -> Void) {
        observer.simulation.schedule(afterNanoseconds: 0) { [self] in action(self) }
    }

    private func enter(_ phase: Phase) {
        observer.record(Fact(.phaseChanged, at: observer.moment()) { $0.phase = phase })
    }
}
