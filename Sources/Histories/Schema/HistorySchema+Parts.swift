import EventsAndEffects

/// What the schema is made of.
extension HistorySchema {
    static func object(_ members: [(String, JSONValue)]) -> JSONValue {
        .object(members.map { JSONValue.Member(name: $0.0, value: $0.1) })
    }

    static func texts(_ texts: [String]) -> JSONValue { .array(texts.map(JSONValue.string)) }

    static func type(_ name: String) -> JSONValue { object([("type", .string(name))]) }

    static func reference(_ definition: String) -> JSONValue {
        object([("$ref", .string("#/$defs/\(definition)"))])
    }

    static func names(_ names: [String]) -> JSONValue { object([("enum", texts(names))]) }

    static func number(from minimum: Int64, to maximum: Int64? = nil) -> JSONValue {
        object(
            [("type", .string("integer")), ("minimum", .integer(minimum))]
                + (maximum.map { [("maximum", .integer($0))] } ?? [])
        )
    }

    static func list(of element: JSONValue, exactly count: Int64? = nil) -> JSONValue {
        object(
            [("type", .string("array")), ("items", element)]
                + (count.map { [("minItems", .integer($0)), ("maxItems", .integer($0))] } ?? [])
        )
    }

    /// An object with known members and no others.
    static func record<Field: RawRepresentable<String>>(
        _ fields: [Field],
        required: [Field],
        _ describe: (Field) -> (schema: JSONValue, meaning: String)
    ) -> JSONValue {
        let properties = fields.map { field -> (String, JSONValue) in
            let (schema, meaning) = describe(field)
            return (
                field.rawValue,
                .object(
                    (schema.members ?? []) + [.init(name: "description", value: .string(meaning))]
                )
            )
        }
        return object(
            [("type", .string("object")), ("properties", object(properties))]
                + (required.isEmpty ? [] : [("required", texts(required.map(\.rawValue)))])
                + [("additionalProperties", .boolean(false))]
        )
    }
}
