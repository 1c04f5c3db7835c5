/// A frame that the server sends (FR-028).
public enum ServerFrame: Hashable, Sendable {
    /// One token of a running reply (FR-023).
    case token(requestID: String, value: String)
    /// The end of a request.
    case terminal(TerminalFrame)

    /// The request that the frame belongs to.
    public var requestID: String {
        switch self {
        case .token(let requestID, _): requestID
        case .terminal(let frame): frame.requestID
        }
    }

    /// The frame as it goes over the wire.
    public var text: String {
        switch self {
        case .token(let requestID, let value):
            var writer = JSONWriter(capacity: 64 + requestID.utf8.count + value.utf8.count)
            writer.object { object in
                object.member("type", "token")
                object.member("requestId", requestID)
                object.member("value", value)
            }
            return writer.text
        case .terminal(let frame): return frame.text
        }
    }

    /// Reads a frame from the wire; nil unless it is exactly one of the protocol's frames.
    public init?(text: String) {
        guard let json = try? JSONReader.read(text) else { return nil }
        if json["type"]?.string == "token" {
            guard json.members?.count == 3, let requestID = json["requestId"]?.string,
                let value = json["value"]?.string
            else { return nil }
            self = .token(requestID: requestID, value: value)
        } else {
            guard let frame = TerminalFrame(json: json) else { return nil }
            self = .terminal(frame)
        }
    }
}

extension TerminalFrame {
    /// The frame as it goes over the wire, and as an effect's payload keeps it.
    public var text: String {
        var writer = JSONWriter(capacity: 128 + messageLength)
        writer.object { object in
            switch body {
            case .final(let message, let latency, let usage):
                object.member("type", "final")
                object.member("requestId", requestID)
                object.member("message", message)
                object.member("latencyMs", latency)
                if let usage {
                    object.name("tokenUsage")
                    object.object { counts in
                        counts.member("input", usage.input)
                        counts.member("output", usage.output)
                    }
                }
            case .error(let message, let retryable):
                object.member("type", "error")
                object.member("requestId", requestID)
                object.member("message", message)
                object.member("retryable", retryable)
            case .cancelled:
                object.member("type", "cancelled")
                object.member("requestId", requestID)
            }
        }
        return writer.text
    }

    private var messageLength: Int {
        switch body {
        case .final(let message, _, _), .error(let message, _): message.utf8.count
        case .cancelled: 0
        }
    }

    /// Reads a terminal frame; nil unless it is exactly one.
    public init?(text: String) {
        guard let json = try? JSONReader.read(text) else { return nil }
        self.init(json: json)
    }

    init?(json: JSONValue) {
        guard let members = json.members, let requestID = json["requestId"]?.string else {
            return nil
        }
        switch json["type"]?.string {
        case "final":
            guard let message = json["message"]?.string, let latency = json["latencyMs"]?.integer
            else { return nil }
            var usage: TokenUsage?
            if let counts = json["tokenUsage"] {
                guard counts.members?.count == 2, let input = counts["input"]?.integer,
                    let output = counts["output"]?.integer
                else { return nil }
                usage = TokenUsage(input: Int(input), output: Int(output))
            }
            guard members.count == (usage == nil ? 4 : 5) else { return nil }
            self.init(
                requestID: requestID,
                body: .final(message: message, latency: latency, usage: usage)
            )
        case "error":
            guard members.count == 4, let message = json["message"]?.string,
                let retryable = json["retryable"]?.boolean
            else { return nil }
            self.init(requestID: requestID, body: .error(message: message, retryable: retryable))
        case "cancelled":
            guard members.count == 2 else { return nil }
            self.init(requestID: requestID, body: .cancelled)
        default: return nil
        }
    }
}
