import EventsAndEffects
import ScenarioFormat
import Yams

/// Reads YAML as editors do, which know the core types of YAML 1.2 and nothing of this format.
enum EditorYAML {
    static func value(of text: String) throws -> JSONValue? {
        try Yams.compose(yaml: text, .basic, .default, .utf8).map(value)
    }

    private static func value(_ node: Node) throws -> JSONValue {
        switch node {
        case .sequence(let sequence):
            return .array(try sequence.map(value))
        case .mapping(let mapping):
            return .object(
                try mapping.map { .init(name: $0.key.string ?? "", value: try value($0.value)) }
            )
        case .scalar(let scalar):
            return scalar.style == .plain ? plain(scalar.string) : .string(scalar.string)
        case .alias:
            throw NotAScenario()
        }
    }

    private static func plain(_ text: String) -> JSONValue {
        switch text {
        case "", "~", "null": return .null
        case "true": return true
        case "false": return false
        default:
            if let number = Int64(text) { return .integer(number) }
            let isNumber = text.allSatisfy { $0.isNumber || $0 == "." }
            return (isNumber ? Double(text) : nil).map(JSONValue.number) ?? .string(text)
        }
    }
}
