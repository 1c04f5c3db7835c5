import EventsAndEffects
import SQLiteStorage
final class RowObserver { init(connection: SQLiteConnection, _ r: @escaping ([StoreChange]) -> Void) throws {} }
struct StoreInspector { init(connection: SQLiteConnection) {}; func read() throws -> InspectedStore { InspectedStore() } }
