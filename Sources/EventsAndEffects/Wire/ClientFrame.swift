/// A frame that a client sends.
public enum ClientFrame: Hashable, Sendable {
    /// Asks the agent something; the content is trimmed and not empty.
    case message(UserMessage, threadID: String)
    /// Wants a request stopped.
    case cancel(requestID: String)
    /// Says that a request's terminal frame has arrived: an extension of the original protocol.
    case acknowledgement(requestID: String)

    /// Reads a frame from the wire.
    ///
    /// - Throws: `ClientFrameError` for what is not exactly one of the protocol's frames.
    public init(text: String) throws(ClientFrameError) {
        let json: JSONValue
        do throws(JSONError) { json = try JSONReader.read(text) } catch {
            throw ClientFrameError(requestID: nil, problem: .malformed(error.description))
        }
        guard json.members != nil else {
            throw ClientFrameError(requestID: nil, problem: .malformed("not an object"))
        }
        let fields = FrameFields(json: json, requestID: json["requestId"]?.string)
        switch json["type"]?.string {
        case "message":
            try fields.expectOnly(["type", "requestId", "threadId", "content"])
            let message = UserMessage(
                requestID: try fields.name("requestId"),
                content: Self.trimmed(try fields.text("content"))
            )
            guard !message.content.isEmpty else { throw fields.error(.empty("content")) }
            self = .message(message, threadID: try fields.text("threadId"))
        case "cancel":
            try fields.expectOnly(["type", "requestId"])
            self = .cancel(requestID: try fields.name("requestId"))
        case "ack":
            try fields.expectOnly(["type", "requestId"])
            self = .acknowledgement(requestID: try fields.name("requestId"))
        case let type?: throw fields.error(.unknownType(type))
        case nil: throw fields.error(.missing("type"))
        }
    }

    /// The frame as it goes over the wire.
    public var text: String {
        var writer = JSONWriter()
        writer.object { object in
            switch self {
            case .message(let message, let threadID):
                object.member("type", "message")
                object.member("requestId", message.requestID)
                object.member("threadId", threadID)
                object.member("content", message.content)
            case .cancel(let requestID):
                object.member("type", "cancel")
                object.member("requestId", requestID)
            case .acknowledgement(let requestID):
                object.member("type", "ack")
                object.member("requestId", requestID)
            }
        }
        return writer.text
    }

    /// Whether a text may be an id: without control characters, which stores and logs would not keep
    /// apart.
    package static func isName(_ text: String) -> Bool {
        text.utf8.allSatisfy { $0 >= 0x20 && $0 != 0x7F }
    }

    private static func trimmed(_ text: String) -> String {
        guard let first = text.firstIndex(where: { !$0.isWhitespace }),
            let last = text.lastIndex(where: { !$0.isWhitespace })
        else { return "" }
        return String(text[first...last])
    }
}

/// The members of a frame that is being read.
private struct FrameFields {
    let json: JSONValue
    let requestID: String?

    func expectOnly(_ names: [String]) throws(ClientFrameError) {
        for member in json.members ?? [] where !names.contains(member.name) {
            throw error(.extra(member.name))
        }
    }

    func text(_ name: String) throws(ClientFrameError) -> String {
        guard let value = json[name] else { throw error(.missing(name)) }
        guard let text = value.string else { throw error(.notText(name)) }
        guard !text.isEmpty else { throw error(.empty(name)) }
        return text
    }

    func name(_ name: String) throws(ClientFrameError) -> String {
        let text = try text(name)
        guard ClientFrame.isName(text) else { throw error(.controlCharacter(name)) }
        return text
    }

    func error(_ problem: ClientFrameError.Problem) -> ClientFrameError {
        ClientFrameError(requestID: requestID, problem: problem)
    }
}

/// Why a client's frame is refused; the connection stays open.
public struct ClientFrameError: Error, Hashable, CustomStringConvertible {
    /// What is wrong with a frame.
    public enum Problem: Hashable, Sendable {
        /// It is not a JSON object.
        case malformed(String)
        /// Its type is not one of the protocol's.
        case unknownType(String)
        /// It lacks a field.
        case missing(String)
        /// It has a field that its type does not have.
        case extra(String)
        /// A field is not a string.
        case notText(String)
        /// A field is empty.
        case empty(String)
        /// A name has a control character.
        case controlCharacter(String)
    }

    /// The request that the frame names, as far as it could be read.
    public let requestID: String?
    /// What is wrong.
    public let problem: Problem

    /// The text that people read.
    public var description: String {
        switch problem {
        case .malformed(let reason): "the frame is not a JSON object: \(reason)"
        case .unknownType(let type): "unknown frame type '\(type)'; expected message, cancel or ack"
        case .missing(let field): "the frame lacks '\(field)'"
        case .extra(let field): "the frame has an unexpected field '\(field)'"
        case .notText(let field): "'\(field)' must be a string"
        case .empty(let field): "'\(field)' is empty"
        case .controlCharacter(let field): "'\(field)' has a control character"
        }
    }

    /// The frame that tells the client.
    public var answer: ServerFrame {
        .terminal(
            TerminalFrame(
                requestID: requestID ?? "invalid-frame",
                body: .error(message: description, retryable: false)
            )
        )
    }
}
