extension Effect {
    /// The message of a final frame as token frames, for streaming from the outbox.
    ///
    /// It is cut after each space, so that the pieces together are the text. Other frames have none.
    public var chunks: [ServerFrame] {
        guard case .final(let message, _, _) = frame.body else { return [] }
        var chunks: [ServerFrame] = []
        var rest = message[...]
        while !rest.isEmpty {
            let end = rest.firstIndex(of: " ").map { rest.index(after: $0) } ?? rest.endIndex
            chunks.append(.token(requestID: frame.requestID, value: String(rest[..<end])))
            rest = rest[end...]
        }
        return chunks
    }
}
