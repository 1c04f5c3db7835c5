/// A JSON value whose objects keep the order of their members.
package enum JSONValue: Sendable {
    /// A name and its value.
    package typealias Member = (name: String, value: JSONValue)

    case string(String)
    case integer(Int)
    /// A number, as it is written.
    case number(String)
    case bool(Bool)
    case array([JSONValue])
    case object([Member])

    /// An object's own members and, before them, some more.
    func with(_ members: [Member]) -> JSONValue {
        guard case .object(let own) = self else {
            preconditionFailure("Only an object of a schema can be given more members.")
        }
        return .object(members + own)
    }

    /// A schema that nothing at all satisfies too, as a key without a value.
    static func nullable(_ schema: JSONValue) -> JSONValue {
        guard case .object(let members) = schema else {
            preconditionFailure("A schema is an object.")
        }
        return .object(
            members.map { $0.name == "type" ? ("type", ["object", "null"]) : $0 }
        )
    }

    /// A reference to one of the schema's definitions.
    static func reference(_ definition: String) -> JSONValue {
        .object([("$ref", .string("#/$defs/\(definition)"))])
    }

    /// A schema of the texts that match a pattern.
    static func pattern(_ pattern: String) -> JSONValue {
        .object([("type", "string"), ("pattern", .string(pattern))])
    }

    /// A schema of some texts.
    static func names(_ names: [String]) -> JSONValue {
        .object([("enum", .array(names.map(JSONValue.string)))])
    }

    /// A schema that holds where any of some schemas does.
    static func any(_ schemas: [JSONValue]) -> JSONValue {
        .object([("anyOf", .array(schemas))])
    }

    /// A schema of lists that have at least one element.
    static func list(of element: JSONValue, atLeast minimum: Int = 0) -> JSONValue {
        var members: [Member] = [("type", "array"), ("items", element)]
        if minimum > 0 { members.append(("minItems", .integer(minimum))) }
        return .object(members)
    }
}

extension JSONValue: ExpressibleByStringLiteral, ExpressibleByBooleanLiteral,
    ExpressibleByArrayLiteral
{
    package init(stringLiteral value: String) {
        self = .string(value)
    }

    package init(booleanLiteral value: Bool) {
        self = .bool(value)
    }

    package init(arrayLiteral elements: JSONValue...) {
        self = .array(elements)
    }
}
