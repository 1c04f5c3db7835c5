extension Fact {
    /// Makes the fact that the agent yielded a token.
    public static func agentToken(
        at moment: Moment,
        session: SessionNumber,
        request: String,
        sequence: Int,
        attempt: Int,
        content: String
    ) -> Fact {
        Fact(
            .agentToken,
            at: moment,
            session: session,
            request: request,
            sequence: sequence,
            attempt: attempt,
            content: content
        )
    }

    /// Makes the fact that the server handed a token to a socket.
    public static func tokenSent(
        at moment: Moment,
        session: SessionNumber,
        connection: Int,
        request: String,
        content: String
    ) -> Fact {
        Fact(
            .tokenSent,
            at: moment,
            session: session,
            connection: connection,
            request: request,
            frame: .token,
            content: content
        )
    }

    /// Makes the fact that a client received a token.
    public static func tokenReceived(
        at moment: Moment,
        session: SessionNumber,
        connection: Int,
        request: String,
        content: String
    ) -> Fact {
        Fact(
            .tokenReceived,
            at: moment,
            session: session,
            connection: connection,
            request: request,
            frame: .token,
            content: content
        )
    }
}
