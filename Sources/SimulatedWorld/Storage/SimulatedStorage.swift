import EventsAndEffects
import Histories
import SQLiteStorage
import Scenarios
import SimulationKernel

/// What outlives a server: the database that all lives of all servers share, its latency, and the
/// harness's own eyes on its rows.
final class SimulatedStorage {
    let observer: Observer
    private let plan: Plan
    private let latency: Sampler
    private let facts: StoreFacts
    private let database: Database
    private var latencies: [RandomStream?] = []
    private var calls = 0
    private var moment = Moment(step: 0, time: 0)

    /// The two kinds of store that a scenario may ask for.
    private enum Database {
        case sqlite(SQLiteConnection, RowObserver)
        case memory(InMemoryStore)
    }

    init(observer: Observer, plan: Plan) {
        self.observer = observer
        self.plan = plan
        latency = plan.scenario.store.latency.sampler
        facts = StoreFacts(observer: observer)
        let relay = ChangeRelay()
        database = Self.makeDatabase(of: plan.scenario.store.kind, relay)
        relay.storage = self
    }

    private static func makeDatabase(of kind: StoreSettings.Kind, _ relay: ChangeRelay) -> Database
    {
        switch kind {
        case .memory: return .memory(InMemoryStore { relay.report($0) })
        case .sqlite:
            do {
                let connection = try SQLiteConnection(.memory)
                // The tables must be there before their rows can be observed.
                _ = try SQLiteStore(connection: connection)
                let rows = try RowObserver(connection: connection) { relay.report($0) }
                return .sqlite(connection, rows)
            } catch {
                preconditionFailure("SQLite opens a database in memory: \(error).")
            }
        }
    }

    /// Opens the store for one life of a server.
    func open(for life: ServerPlace) -> ObservedStore {
        do {
            let base: any Store =
                switch database {
                case .sqlite(let connection, _): try SQLiteStore(connection: connection)
                case .memory(let store): store
                }
            return ObservedStore(base, storage: self, life: life)
        } catch {
            preconditionFailure("A store in memory that was open once opens again: \(error).")
        }
    }

    /// Reads every row with the harness's own SQL, and reports what it finds.
    func inspect(at moment: Moment) {
        let content: InspectedStore
        do {
            content =
                switch database {
                case .sqlite(let connection, _): try StoreInspector(connection: connection).read()
                case .memory(let store): store.inspect()
                }
        } catch {
            preconditionFailure("The tables of a store that was migrated can be read: \(error).")
        }
        for fact in InspectionFacts(observer: observer, moment: moment).facts(of: content) {
            observer.record(fact)
        }
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

    /// How long a call takes before its transaction and after it, in nanoseconds.
    func drawLatency(of session: SessionNumber) -> (before: Int64, after: Int64) {
        while latencies.count <= session.index { latencies.append(nil) }
        var stream = latencies[session.index] ?? plan.stream("store").child(session.index)
        defer { latencies[session.index] = stream }
        let whole = latency.draw(using: &stream)
        let before = stream.uniform(in: 0...whole)
        return (before, whole - before)
    }

    /// Performs a transaction whose row changes are observed at `moment`.
    func transaction<Result>(
        at moment: Moment,
        _ body: () async throws -> Result
    ) async throws -> Result {
        self.moment = moment
        return try await body()
    }

    fileprivate func committed(_ changes: [StoreChange]) {
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
