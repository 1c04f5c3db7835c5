extension SessionDigest {
    /// Finds the responses that were delivered late or again, in order of time.
    mutating func findRedeliveries(serverEnds: [HistoryDigest.ServerEnd]) {
        redeliveries = requests.flatMap { redeliveries(of: $0, serverEnds) }
            .sorted { $0.claimed < $1.claimed }
    }

    private func redeliveries(
        of request: RequestDigest,
        _ serverEnds: [HistoryDigest.ServerEnd]
    ) -> [Redelivery] {
        var found: [Redelivery] = []
        for (index, execution) in request.executions.enumerated() {
            let previous = index > 0 ? request.executions[index - 1] : nil
            let reason: Redelivery.Reason
            if let previous {
                reason = self.reason(after: previous, before: execution, serverEnds)
            } else if isLate(execution, request) {
                reason = .away
            } else {
                continue
            }
            let handedOver = execution.handovers.first?.time
            found.append(
                Redelivery(
                    request: request.request,
                    claimed: execution.claimed,
                    handedOver: handedOver,
                    delay: delay(of: execution, after: previous, request),
                    reason: reason
                )
            )
        }
        return found
    }

    /// Whether the first execution handed its frame to a connection younger than the effect.
    private func isLate(_ execution: ExecutionDigest, _ request: RequestDigest) -> Bool {
        guard let first = execution.handovers.first, let created = request.created,
            let opened = connections[first.connection]?.opened
        else { return false }
        return opened > created
    }

    private func reason(
        after previous: ExecutionDigest,
        before next: ExecutionDigest,
        _ serverEnds: [HistoryDigest.ServerEnd]
    ) -> Redelivery.Reason {
        let end = serverEnds.first {
            $0.instance == previous.instance && $0.time >= previous.claimed
                && $0.time <= next.claimed
        }
        let isOther =
            previous.instance != next.instance || previous.incarnation != next.incarnation
        if isOther, previous.ending != .released || previous.ended ?? 0 > end?.time ?? .max {
            return end?.isCrash == false ? .restart : .crash
        }
        if previous.handovers.isEmpty { return .unsent }
        let lost = previous.handovers.contains { handover in
            connections[handover.connection]?.ended.map { $0 <= next.claimed } ?? false
        }
        return lost ? .disconnect : .silence
    }

    /// From the latest of connection, creation and release to the hand-over.
    private func delay(
        of execution: ExecutionDigest,
        after previous: ExecutionDigest?,
        _ request: RequestDigest
    ) -> Int64? {
        guard let first = execution.handovers.first else { return nil }
        let instants = [
            connections[first.connection]?.opened, request.created, previous?.ended,
        ]
        return instants.compactMap(\.self).max().map { max(0, first.time - $0) }
    }
}
