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
            return Self.tokenText(requestID: requestID, value: value)
        case .terminal(let frame): return frame.text
        }
    }

    /// The text of a token frame: most frames are tokens, so it is gathered in place where neither
    /// string needs an escape.
    private static func tokenText(requestID: String, value: String) -> String {
        let head: StaticString = #"{"type":"token","requestId":""#
        let middle: StaticString = #"","value":""#
        let tail: StaticString = #""}"#
        if JSONWriter.isPlain(requestID), JSONWriter.isPlain(value) {
            let capacity =
                head.utf8CodeUnitCount + requestID.utf8.count + middle.utf8CodeUnitCount
                + value.utf8.count + tail.utf8CodeUnitCount
            return String(unsafeUninitializedCapacity: capacity) { buffer in
                var end = 0
                buffer.append(head, at: &end)
                buffer.append(requestID, at: &end)
                buffer.append(middle, at: &end)
                buffer.append(value, at: &end)
                buffer.append(tail, at: &end)
                return end
            }
        }
        var writer = JSONWriter()
        writer.object { object in
            object.member("type", "token")
            object.member("requestId", requestID)
            object.member("value", value)
        }
        return writer.text
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

extension UnsafeMutableBufferPointer<UInt8> {
    fileprivate func append(_ literal: StaticString, at end: inout Int) {
        append(
            UnsafeBufferPointer(start: literal.utf8Start, count: literal.utf8CodeUnitCount),
            at: &end
        )
    }

    fileprivate func append(_ text: String, at end: inout Int) {
        text.withBytes { append($0, at: &end) }
    }

    private func append(_ bytes: UnsafeBufferPointer<UInt8>, at end: inout Int) {
        guard let source = bytes.baseAddress, let start = baseAddress else { return }
        (start + end).update(from: source, count: bytes.count)
        end += bytes.count
    }
}
