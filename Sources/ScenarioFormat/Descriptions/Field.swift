internal import EventsAndEffects

/// A key of a map and what it means for the record that the map describes.
struct Field<Record: Sendable>: Sendable {
    let name: String
    /// One sentence for the JSON Schema, as editors show it.
    let documentation: String
    let isRequired: Bool
    let schema: JSONValue
    /// Reads the key's value into a record.
    let read: @Sendable (SyntaxNode, inout Record, inout Reading) -> Void
    /// The value of a record; `nil` when it has none, or the one that the other record has too.
    let write: @Sendable (_ record: Record, _ defaults: Record?) -> Written?

    /// A key that sets a property.
    init<Value: Equatable & Sendable>(
        _ name: String,
        _ property: any WritableKeyPath<Record, Value> & Sendable,
        _ format: ValueFormat<Value>,
        isRequired: Bool = false,
        _ documentation: String
    ) {
        self.init(
            name,
            format,
            isRequired: isRequired,
            documentation,
            get: { $0[keyPath: property] },
            set: { $0[keyPath: property] = $1 }
        )
    }

    /// A key that sets a property which a record may have no value for.
    init<Value: Equatable & Sendable>(
        _ name: String,
        _ property: any WritableKeyPath<Record, Value?> & Sendable,
        _ format: ValueFormat<Value>,
        _ documentation: String
    ) {
        self.init(
            name,
            format,
            documentation,
            get: { $0[keyPath: property] },
            set: { $0[keyPath: property] = $1 }
        )
    }

    /// A key that a record may have no value for, or that shares a property with another one.
    init<Value: Equatable & Sendable>(
        _ name: String,
        _ format: ValueFormat<Value>,
        isRequired: Bool = false,
        _ documentation: String,
        get: @escaping @Sendable (Record) -> Value?,
        set: @escaping @Sendable (inout Record, Value) -> Void
    ) {
        self.name = name
        self.documentation = documentation
        self.isRequired = isRequired
        schema = format.schema
        read = { node, record, reading in
            guard let value = format.read(node, &reading) else { return }
            set(&record, value)
        }
        write = { record, defaults in
            guard let value = get(record) else { return nil }
            if !isRequired, let defaults, get(defaults) == value { return nil }
            return format.write(value)
        }
    }
}
