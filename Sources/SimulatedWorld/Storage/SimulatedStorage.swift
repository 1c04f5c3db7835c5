import EventsAndEffects
import Histories
import SQLiteStorage
import Scenarios
import SimulationKernel

/// What outlives a server: the disk, or the store in memory, that all lives of all servers share,
/// its latency, what goes wrong with it, and the harness's own eyes on its rows.
///
/// On the disk each server has a connection of its own to the same file.
final class SimulatedStorage {
    let observer: Observer
    let database: Database
    let plan: Plan
    // Unchecked here and below: used for every call on the simulation's one thread.
    @exclusivity(unchecked) var latency: StoreLatency
    @exclusivity(unchecked) var errors: StoreErrors
    /// The calls that are made and have not taken effect.
    @exclusivity(unchecked) var inFlight = CallsInFlight()
    /// The stores that running servers have open, by instance.
    var stores: [Int: OpenedStore] = [:]
    /// How many changes of the disk the last transaction that wrote has made.
    var lastChangeCount = 16
    /// What the machines of the servers run on.
    let supply = PowerSupply()
    /// The call in the middle of which the power failed, until the processes are dead.
    var broken: BrokenCall?
    /// Whether a transaction is being performed.
    var isPerforming = false
    var deaths: RandomStream
    var power: RandomStream
    private let facts: StoreFacts
    private var calls = 0
    private var moment = Moment(step: 0, time: 0)
    private var isDowngradeDue = false
    /// Whether a server has opened the store, so that there is something to inspect.
    private var hasTables = false

    /// The two kinds of store that a scenario may ask for.
    enum Database {
        case disk(SimulatedDisk)
        case memory(InMemoryStore)
    }

    init(observer: Observer, plan: Plan) {
        self.observer = observer
        self.plan = plan
        latency = StoreLatency(plan: plan)
        errors = StoreErrors(plan: plan)
        deaths = plan.stream("disk/deaths")
        power = plan.stream("disk/power")
        facts = StoreFacts(observer: observer)
        let relay = ChangeRelay()
        database =
            switch plan.scenario.store.kind {
            case .sqlite: .disk(SimulatedDisk())
            case .memory: .memory(InMemoryStore { relay.report($0) })
            }
        relay.storage = self
    }

    /// Opens the store for one life of a server; nil if the power fails meanwhile, which is for the
    /// caller to note.
    ///
    /// - Throws: `SchemaError`, `StoreError` if the server's code does not open what it has written.
    func open(for life: ServerPlace) throws -> ObservedStore? {
        let store: OpenedStore
        switch database {
        case .disk(let disk):
            guard let opened = try open(disk, for: life) else { return nil }
            store = opened
        case .memory(let memory): store = OpenedStore(memory)
        }
        hasTables = true
        stores[life.instance] = store
        return ObservedStore(store, storage: self, life: life)
    }

    private func open(_ disk: SimulatedDisk, for life: ServerPlace) throws -> OpenedStore? {
        do {
            if isDowngradeDue, stores.isEmpty { try downgrade(disk) }
            let store = try OpenedStore(on: disk, power: supply) { [weak self] in
                self?.committed($0)
            }
            guard !supply.hasFailed else { return nil }
            if let version = store.migratedFrom {
                let moment = observer.moment(instance: life.instance, incarnation: life.number)
                let note = "from version \(version) to \(Schema.version)"
                observer.record(Fact(.storeMigrated, at: moment) { $0.note = note })
            }
            return store
        } catch {
            if supply.hasFailed { return nil }
            throw error
        }
    }

    /// The next server to start while none runs finds a store of the previous schema version.
    func downgradeAtNextStart() { isDowngradeDue = true }

    private func downgrade(_ disk: SimulatedDisk) throws {
        isDowngradeDue = false
        let mount = DiskMount(disk)
        try withExtendedLifetime(mount) {
            let connection = try OpenedStore.connect(through: mount)
            defer { connection.close() }
            try SchemaDowngrade.apply(to: connection)
        }
    }

    /// Reads every row with the harness's own SQL, and reports what it finds.
    func inspect(at moment: Moment) {
        guard hasTables else { return }
        let facts = InspectionFacts(observer: observer, moment: moment)
        switch database {
        case .disk(let disk):
            // Rows that cannot be read are not there.
            do throws(StoreError) { try RecoveredDisk(disk).forEachRow(facts.record) } catch {
                return facts.recordEnd("\(error)")
            }
        case .memory(let store): store.inspect().forEachRow(facts.record)
        }
        facts.recordEnd()
    }

    /// Whether an effect of that id was created and is not settled.
    func hasCreated(_ effect: String) -> Bool {
        facts.isOpen(effect)
    }

    /// The number of the next call of any store, from 1.
    func nextCall() -> Int {
        calls += 1
        return calls
    }

    /// What is committed from now on is observed at that moment.
    func observe(at moment: Moment) { self.moment = moment }

    /// Reports the row changes of a transaction.
    func committed(_ changes: [StoreChange]) {
        errors.noteCommit()
        observer.record(transaction: facts.facts(of: changes, at: moment))
    }
}

/// Lets a store report to the storage that is made after it.
private final class ChangeRelay: @unchecked Sendable {
    weak var storage: SimulatedStorage?

    func report(_ changes: [StoreChange]) {
        storage?.committed(changes)
    }
}
