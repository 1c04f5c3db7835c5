internal import EventsAndEffects
internal import Histories

/// The keys of a map, in canonical order, and the record that they describe.
///
/// One description is the parser, the writer, the JSON Schema and the list of names for "did you
/// mean" of its map.
struct MapDescription<Record: Sendable>: Sendable {
    let fields: [Field<Record>]
    /// Two keys of which a map may have one.
    let exclusive: (String, String)?

    init(_ fields: [Field<Record>], exclusive: (String, String)? = nil) {
        self.fields = fields
        self.exclusive = exclusive
    }

    /// Reads a map over the defaults; `nil` only if there is no map at all.
    ///
    /// Nothing is an empty map: a block whose keys are all commented out has the defaults.
    func read(_ node: SyntaxNode, defaults: Record, _ reading: inout Reading) -> Record? {
        guard let entries = node.entries(&reading) else { return nil }
        var record = defaults
        var misspelled: [String] = []
        for entry in entries {
            guard let field = fields.first(where: { $0.name == entry.key }) else {
                let known = fields.map(\.name)
                let meant = Suggestion.nearest(to: entry.key, among: known)
                reading.report(
                    .unknownKey(entry.key, known: known),
                    at: entry.keyPosition,
                    insteadOf: meant
                )
                if let meant { misspelled.append(meant) }
                continue
            }
            reading.within(field.name, at: entry.value.position) { reading in
                field.read(entry.value, &record, &reading)
            }
        }
        reportMissing(entries.map(\.key) + misspelled, at: node.position, &reading)
        reportExclusive(entries, &reading)
        return record
    }

    /// The keys whose values differ from the defaults, and the required ones.
    func write(_ record: Record, defaults: Record) -> Written {
        .map(
            fields.compactMap { field in
                field.write(record, defaults).map { Written.Entry(key: field.name, value: $0) }
            }
        )
    }

    private func reportMissing(
        _ present: [String],
        at position: SourcePosition,
        _ reading: inout Reading
    ) {
        for field in fields where field.isRequired && !present.contains(field.name) {
            reading.report(.missingKey(field.name), at: position, insteadOf: field.name)
        }
    }

    private func reportExclusive(_ entries: [SyntaxEntry], _ reading: inout Reading) {
        guard let (first, second) = exclusive,
            entries.contains(where: { $0.key == first }),
            let entry = entries.first(where: { $0.key == second })
        else { return }
        reading.report(.exclusiveKeys(first, second), at: entry.keyPosition, insteadOf: second)
    }

    /// The JSON Schema of the map, with the defaults of that record.
    func schema(defaults: Record) -> JSONValue {
        let properties = fields.map { field in
            var schema = field.schema
            if !field.isRequired, let value = field.write(defaults, nil) {
                schema = schema.with(["default": value.json])
            }
            schema = schema.with(["description": .string(field.documentation)])
            return JSONValue.Member(name: field.name, value: schema)
        }
        var schema: JSONValue = [:]
        if let (first, second) = exclusive {
            schema = ["not": ["required": [.string(first), .string(second)]]]
        }
        let required = fields.filter(\.isRequired).map { JSONValue.string($0.name) }
        if !required.isEmpty { schema = schema.with(["required": .array(required)]) }
        return schema.with([
            "type": "object", "properties": .object(properties), "additionalProperties": false,
        ])
    }
}

extension MapDescription where Record: Equatable {
    /// The format of a block: a map over defaults, which may also be empty.
    func block(defaults: Record) -> ValueFormat<Record> {
        let map = schema(defaults: defaults)
        let schema = fields.contains(where: \.isRequired) ? map : .nullable(map)
        return ValueFormat(schema: schema) { node, reading in
            read(node, defaults: defaults, &reading)
        } write: { record in
            write(record, defaults: defaults)
        }
    }
}

extension SyntaxNode {
    /// The entries of a map, none for nothing; `nil`, and a problem, if it is something else.
    func entries(_ reading: inout Reading) -> [SyntaxEntry]? {
        if case .map(let entries) = content { return entries }
        if isNothing { return [] }
        reading.report(.wrongShape(.map, found: shape), at: position)
        return nil
    }
}
