import Histories

/// A value for each session or connection, in an array indexed by its number.
///
/// Fast path: no hashing, and values are changed in place.
struct NumberMap<Value> {
    private var values: [Value] = []
    private let empty: Value

    /// Makes a map in which every number has the same value.
    init(_ empty: Value) { self.empty = empty }

    /// The value of a session.
    subscript(session: SessionNumber) -> Value {
        get { self[session.index] }
        _modify { yield &self[session.index] }
    }

    /// The value of a connection, or of any small dense number.
    subscript(index: Int) -> Value {
        get { values.indices.contains(index) ? values[index] : empty }
        _modify {
            while values.count <= index { values.append(empty) }
            yield &values[index]
        }
    }

    /// Sets a value; returns whether it was another one.
    mutating func exchange(_ index: Int, _ value: Value) -> Bool where Value: Equatable {
        if index < values.count, values[index] == value { return false }
        self[index] = value
        return true
    }

    /// Changes all values, in order of number.
    mutating func forEach(_ body: (inout Value) -> Void) {
        for index in values.indices { body(&values[index]) }
    }

    /// The indices that may have another value than the empty one.
    var indices: Range<Int> { values.indices }
}
