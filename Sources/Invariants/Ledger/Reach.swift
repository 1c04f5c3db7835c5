import Histories

extension SessionRecord {
    /// Looks whether the client can be reached: over a connection that is open and has room.
    ///
    /// While an effect is executed, its frame can go to no other connection than those that were open
    /// at the claim, to the server that claimed it, as long as one of them is. While a server to which
    /// the client is not connected is at work on an event of the session, that one has the lease: where
    /// the client is, nothing can be claimed.
    ///
    /// A client that can be reached, but not by the server that has the lease, or had it last, is astray:
    /// its own server asks for the lease now and then.
    func refreshReach(at time: Int64) {
        let worker = worker
        let hasAudience = connections.contains(where: isInAudience)
        let isReachable = connections.contains { connection in
            !connection.isBlocked && (!hasAudience || isInAudience(connection))
                && (worker == nil || connection.opened?.instance == worker)
        }
        if isReachable == (unreachable.current > 0) {
            unreachable.set(isReachable ? 0 : 1, at: time)
        }
        let isAstray = isReachable && lease.map { !isConnected(to: $0.instance) } ?? false
        if isAstray != (astray.current > 0) {
            astray.set(isAstray ? 1 : 0, at: time)
            if isAstray { strayCount += 1 }
        }
    }

    /// Whether the client has a connection to an instance.
    func isConnected(to instance: Int) -> Bool {
        connections.contains { $0.opened?.instance == instance }
    }

    /// The server that is at work on an event: an attempt runs there, or the last one has failed there,
    /// and the next one follows.
    private var worker: Int? {
        if let running = attempts.first(where: \.isRunning) { return running.invoked.instance }
        guard let last = attempts.last, let ended = last.ended,
            ended.kind == .agentFailed || ended.kind == .agentAbandoned,
            last.invoked.sequence > checkpointSequence,
            lease?.instance == last.invoked.instance
        else { return nil }
        return last.invoked.instance
    }

    private func isInAudience(_ connection: ConnectionRecord) -> Bool {
        guard let execution, let opened = connection.opened else { return false }
        return opened.time <= execution.time && opened.instance == execution.instance
    }

    /// The connections over which the client is owed the first tokens of an event that is given to
    /// the agent as `begin` tells: those that were open before at the same server, had room and never
    /// lost a frame, and to which nothing earlier is due, as far as the server can know.
    ///
    /// With the attempt's `first` token, also those that were opened while the agent was silent, if
    /// the process, whose `host` that is, has taken them up since.
    func connectionsEntitled(
        toTokensOf begin: Fact,
        from first: Fact? = nil,
        at host: HostRecord = HostRecord()
    ) -> [Int] {
        let earlier = requests.filter { $0.sequence < begin.sequence }
        return connections.filter { connection in
            guard let opened = connection.opened, connection.left == nil else { return false }
            let isInTime =
                first.map { opened.time < $0.time && !host.hasStalled(since: opened.time) } ?? false
            return (opened.step < begin.step || isInTime) && opened.instance == begin.instance
                && !connection.hasLostFrame && connection.hasHadRoom(sinceBefore: begin.time)
                && earlier.allSatisfy { request in
                    !request.effects.isEmpty
                        && request.effects.allSatisfy {
                            $0.handover(to: connection.number) != nil
                                || openCompletions == 0 && $0.isDone(for: connection.number)
                        }
                }
        }.map(\.number)
    }
}
