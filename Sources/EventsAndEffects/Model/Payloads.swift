/// The JSON that a row's payload column holds.
extension UserMessage {
    /// `{"requestId":…,"content":…}`: what `events.payload` holds.
    public var payload: String {
        var writer = JSONWriter()
        writer.object { object in
            object.member("requestId", requestID)
            object.member("content", content)
        }
        return writer.text
    }

    /// Reads a payload; nil if it is not one.
    public init?(payload: String) {
        guard let json = try? JSONReader.read(payload), let requestID = json["requestId"]?.string,
            let content = json["content"]?.string
        else { return nil }
        self.init(requestID: requestID, content: content)
    }
}

extension Turn {
    /// `{"user":…,"outcome":"answered"|"failed"|"cancelled","assistant":…}`: what
    /// `checkpoints.payload` holds; `assistant` only if answered.
    public var payload: String {
        var writer = JSONWriter()
        writer.object { object in
            object.member("user", question)
            switch outcome {
            case .answered(let answer):
                object.member("outcome", "answered")
                object.member("assistant", answer)
            case .failed: object.member("outcome", "failed")
            case .cancelled: object.member("outcome", "cancelled")
            }
        }
        return writer.text
    }

    /// Reads a payload; nil if it is not one.
    public init?(payload: String) {
        guard let json = try? JSONReader.read(payload), let question = json["user"]?.string else {
            return nil
        }
        switch json["outcome"]?.string {
        case "answered":
            guard let answer = json["assistant"]?.string else { return nil }
            self.init(question: question, outcome: .answered(answer))
        case "failed": self.init(question: question, outcome: .failed)
        case "cancelled": self.init(question: question, outcome: .cancelled)
        default: return nil
        }
    }
}
