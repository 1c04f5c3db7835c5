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
    private(set) var claims = Claims()

    /// Reads a frame; nil unless it is exactly one of the protocol's.
    init?(_ text: String) {
        guard let json = try? JSONReader.read(text), let members = json.members,
            let type = json["type"]?.string, let kind = Self.kind(of: type),
            let request = json["requestId"]?.string, !request.isEmpty
        else { return nil }
        self.kind = kind
        self.request = request
        // No name comes twice in what the reader lets pass: as many members as were read are they.
        guard let valueCount = readValues(json), members.count == 2 + valueCount else {
            return nil
        }
    }

    private static func kind(of type: String) -> FrameKind? {
        switch type {
        case "token": .token
        case "final": .final
        case "error": .error
        case "cancelled": .cancelled
        default: nil
        }
    }

    /// Reads the members that belong to the kind.
    ///
    /// - Returns: How many there are; nil if one is missing or has the wrong type.
    private mutating func readValues(_ json: JSONValue) -> Int? {
        switch kind {
        case .token:
            content = json["value"]?.string
            return content == nil ? nil : 1
        case .final:
            content = json["message"]?.string
            claims.latency = json["latencyMs"]?.integer.map { Int($0) }
            guard content != nil, claims.latency != nil else { return nil }
            guard let usage = json["tokenUsage"] else { return 2 }
            claims.usage = Self.counts(usage)
            return claims.usage == nil ? nil : 3
        case .error:
            content = json["message"]?.string
            claims.isRetryable = json["retryable"]?.boolean
            return content == nil || claims.isRetryable == nil ? nil : 2
        default: return 0
        }
    }

    private static func counts(_ json: JSONValue) -> TokenCounts? {
        guard json.members?.count == 2, let input = json["input"]?.integer, input >= 0,
            let output = json["output"]?.integer, output >= 0
        else { return nil }
        return TokenCounts(input: Int(input), output: Int(output))
    }
}

/// What a terminal frame says beside its message.
struct Claims {
    /// The latency, in milliseconds, of a final frame.
    var latency: Int?
    /// The tokens of a final frame, if it tells them.
    var usage: TokenCounts?
    /// Whether an error frame says that the message may be sent again.
    var isRetryable: Bool?

    /// Fills in the details of the fact that reports the frame.
    func fill(_ details: inout FactDetails) {
        details.latency = latency
        details.usage = usage
        details.status = isRetryable.map { $0 ? "retryable" : "permanent" }
    }
}
