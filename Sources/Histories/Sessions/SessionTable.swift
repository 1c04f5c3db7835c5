public import EventsAndEffects

/// Which session key each session number stands for.
///
/// Determinism: numbers are given in the order in which keys are first interned.
public struct SessionTable: Sendable, Equatable {
    /// The keys' texts; the key of number n is at n − 1.
    public private(set) var keys: [String]
    private var numbers: [String: SessionNumber]

    /// Makes a table of the scenario's keys, numbered from 1 in their order.
    public init(keys: [String] = []) {
        self.keys = []
        numbers = Dictionary(minimumCapacity: keys.count)
        for key in keys { _ = intern(key) }
    }

    /// The number of sessions.
    public var count: Int { keys.count }

    /// Returns the number of a key, giving it the next one when it is new.
    public mutating func intern(_ key: String) -> SessionNumber {
        if let number = numbers[key] { return number }
        keys.append(key)
        let number = SessionNumber(keys.count)
        numbers[key] = number
        return number
    }

    /// Returns the number of a key, giving it the next one when it is new.
    public mutating func intern(_ key: SessionKey) -> SessionNumber { intern(key.text) }

    /// Returns the number of a key, if it has one.
    public func number(of key: String) -> SessionNumber? { numbers[key] }

    /// Returns the key of a session; nil for a number that was never given.
    public func key(of session: SessionNumber) -> String? {
        keys.indices.contains(session.index - 1) ? keys[session.index - 1] : nil
    }

    /// Returns how to call a session in a sentence: its key, or its number when it has none.
    public func name(of session: SessionNumber) -> String {
        key(of: session) ?? (session.isNone ? "no session" : "#\(session.rawValue)")
    }
}
