import EventsAndEffects
import Histories

/// A frame that the server may send, read as the protocol defines it (FR-028).
///
/// The harness judges frames by itself, down to the spelling of each member: read with the server's
/// own reader, a frame that is written and read wrongly in the same way would pass. Only the JSON
/// reader, which knows of no frame, is shared.
struct ProtocolFrame {
    let kind: FrameKind
    let request: String
    private(set) var content: String?
    private(set) var latency: Int?

    /// Reads a frame; nil unless it is exactly one of the protocol's.
    init?(_ text: String) {
        guard let json = try? JSONReader.read(text), let members = json.members,
            let type = json["type"]?.string, let kind = Self.kinds[type],
            let request = json["requestId"]?.string, !request.isEmpty
        else { return nil }
        self.kind = kind
        self.request = request
        let names = Set(members.map(\.name))
        let required = Self.members(of: kind)
        guard names.count == members.count, names.isSuperset(of: required),
            names.subtracting(required).isSubset(of: kind == .final ? ["tokenUsage"] : []),
            readValues(json)
        else { return nil }
    }

    private static let kinds: [String: FrameKind] = [
        "token": .token, "final": .final, "error": .error, "cancelled": .cancelled,
    ]

    private static func members(of kind: FrameKind) -> Set<String> {
        switch kind {
        case .token: ["type", "requestId", "value"]
        case .final: ["type", "requestId", "message", "latencyMs"]
        case .error: ["type", "requestId", "message", "retryable"]
        default: ["type", "requestId"]
        }
    }

    /// Reads the members of the kind; false if one has the wrong type.
    private mutating func readValues(_ json: JSONValue) -> Bool {
        switch kind {
        case .token:
            content = json["value"]?.string
            return content != nil
        case .final:
            content = json["message"]?.string
            latency = json["latencyMs"]?.integer.map { Int($0) }
            let isUsage = json["tokenUsage"].map(Self.isUsage) ?? true
            return content != nil && latency != nil && isUsage
        case .error:
            content = json["message"]?.string
            return content != nil && json["retryable"]?.boolean != nil
        default: return true
        }
    }

    private static func isUsage(_ json: JSONValue) -> Bool {
        guard let members = json.members, Set(members.map(\.name)) == ["input", "output"],
            members.count == 2
        else { return false }
        return members.allSatisfy { ($0.value.integer ?? -1) >= 0 }
    }
}
