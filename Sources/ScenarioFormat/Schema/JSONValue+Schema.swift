internal import EventsAndEffects

/// What schemas are made of.
extension JSONValue {
    /// An object's own members and, before them, those of another.
    func with(_ more: JSONValue) -> JSONValue {
        guard let own = members, let members = more.members else {
            preconditionFailure("Only an object of a schema can be given more members.")
        }
        return .object(members + own)
    }

    /// A schema that nothing at all satisfies too, as a key without a value.
    static func nullable(_ schema: JSONValue) -> JSONValue {
        guard let members = schema.members else {
            preconditionFailure("A schema is an object.")
        }
        return .object(
            members.map {
                $0.name == "type" ? Member(name: "type", value: ["object", "null"]) : $0
            }
        )
    }

    /// A reference to one of the schema's definitions.
    static func reference(_ definition: String) -> JSONValue {
        ["$ref": .string("#/$defs/\(definition)")]
    }

    /// A schema of the texts that match a pattern.
    static func pattern(_ pattern: String) -> JSONValue {
        ["type": "string", "pattern": .string(pattern)]
    }

    /// A schema of some texts.
    static func names(_ names: [String]) -> JSONValue {
        ["enum": .array(names.map(JSONValue.string))]
    }

    /// A schema of some texts, and of texts in which a variable is replaced.
    static func namesOrVariable(_ names: [String]) -> JSONValue {
        .any([.names(names), .reference("variable")])
    }

    /// A schema that holds where any of some schemas does.
    static func any(_ schemas: [JSONValue]) -> JSONValue {
        ["anyOf": .array(schemas)]
    }

    /// A schema of lists that have at least so many elements.
    static func list(of element: JSONValue, atLeast minimum: Int = 0) -> JSONValue {
        minimum == 0
            ? ["type": "array", "items": element]
            : ["type": "array", "items": element, "minItems": .integer(Int64(minimum))]
    }
}
