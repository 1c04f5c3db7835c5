package import EventsAndEffects
import Testing

/// As much of JSON Schema (2020-12) as the project's schemas use; anything else is an error here.
package struct JSONSchemaValidator {
    private let root: JSONValue

    /// Makes a validator of a schema.
    package init(_ root: JSONValue) {
        self.root = root
    }

    /// Whether a value satisfies the schema.
    ///
    /// - Throws: a failed requirement if the schema refers to a definition that it lacks.
    package func accepts(_ value: JSONValue?) throws -> Bool {
        guard let value else { return false }
        return try accepts(value, root)
    }

    private func accepts(_ value: JSONValue, _ schema: JSONValue) throws -> Bool {
        for member in schema.members ?? [] {
            guard try accepts(value, member.name, member.value, schema) else { return false }
        }
        return true
    }

    private func accepts(
        _ value: JSONValue,
        _ keyword: String,
        _ argument: JSONValue,
        _ schema: JSONValue
    ) throws -> Bool {
        switch keyword {
        case "$schema", "$id", "title", "description", "default", "$defs", "examples":
            return true
        case "$ref":
            let name = argument.string?.split(separator: "/").last.map(String.init) ?? ""
            let definition = try #require(root["$defs"]?[name], "no definition \(name)")
            return try accepts(value, definition)
        case "type":
            let names = argument.elements.isEmpty ? [argument] : argument.elements
            return names.contains { value.types.contains($0.string ?? "") }
        case "enum":
            return argument.elements.contains { $0 == value }
        case "pattern":
            guard let text = value.string else { return true }
            return try text.contains(Regex(argument.string ?? ""))
        case "minLength":
            return value.string.map { Double($0.count) >= argument.double ?? 0 } ?? true
        case "minimum":
            return value.double.map { $0 >= argument.double ?? 0 } ?? true
        case "maximum":
            return value.double.map { $0 <= argument.double ?? 0 } ?? true
        case "items":
            return try value.elements.allSatisfy { try accepts($0, argument) }
        case "minItems":
            guard case .array(let elements) = value else { return true }
            return Double(elements.count) >= argument.double ?? 0
        case "maxItems":
            guard case .array(let elements) = value else { return true }
            return Double(elements.count) <= argument.double ?? 0
        case "minProperties":
            guard case .object(let members) = value else { return true }
            return Double(members.count) >= argument.double ?? 0
        case "properties":
            return try (value.members ?? []).allSatisfy { member in
                try argument[member.name].map { try accepts(member.value, $0) } ?? true
            }
        case "additionalProperties":
            return try (value.members ?? []).allSatisfy { member in
                if schema["properties"]?[member.name] != nil { return true }
                return try argument.members != nil && accepts(member.value, argument)
            }
        case "propertyNames":
            return try (value.members ?? []).allSatisfy {
                try accepts(.string($0.name), argument)
            }
        case "maxProperties":
            return Double(value.members?.count ?? 0) <= argument.double ?? 0
        case "uniqueItems":
            let elements = value.elements
            return elements.indices.allSatisfy { !elements[..<$0].contains(elements[$0]) }
        case "if":
            guard try accepts(value, argument), let then = schema["then"] else { return true }
            return try accepts(value, then)
        case "then":
            return true
        case "required":
            guard case .object = value else { return true }
            return argument.elements.allSatisfy { value[$0.string ?? ""] != nil }
        case "anyOf":
            return try argument.elements.contains { try accepts(value, $0) }
        case "oneOf":
            return try argument.elements.count { try accepts(value, $0) } == 1
        case "allOf":
            return try argument.elements.allSatisfy { try accepts(value, $0) }
        case "not":
            return try !accepts(value, argument)
        default:
            Issue.record("the validator does not know the keyword \(keyword)")
            return false
        }
    }
}

extension JSONValue {
    fileprivate var elements: [JSONValue] {
        if case .array(let elements) = self { elements } else { [] }
    }

    fileprivate var double: Double? {
        switch self {
        case .integer(let number): Double(number)
        case .number(let number): number
        default: nil
        }
    }

    /// The names of the types that the value has.
    fileprivate var types: [String] {
        switch self {
        case .null: ["null"]
        case .string: ["string"]
        case .integer: ["integer", "number"]
        case .number(let number): number == number.rounded() ? ["integer", "number"] : ["number"]
        case .boolean: ["boolean"]
        case .array: ["array"]
        case .object: ["object"]
        }
    }
}
