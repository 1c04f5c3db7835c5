/// Leases: who works on which session.
extension InMemoryTables {
    mutating func takeLease(
        of session: SessionKey,
        for owner: String,
        ifStill stale: Lease?
    ) -> LeaseAnswer {
        precondition(!owner.isEmpty, "A lease needs an owner that has a name.")
        let index = makeIndex(of: session)
        if let current = sessions[index].lease {
            guard current.owner.isEmpty || current.owner == owner || current == stale else {
                return .held(current)
            }
            holdings[current.owner]?.remove(index)
        } else {
            leases.append(index)
        }
        let lease = Lease(
            sessionKey: session,
            owner: owner,
            generation: (sessions[index].lease?.generation ?? 0) + 1,
            renewal: 0
        )
        set(lease, at: index)
        holdings[owner, default: []].insert(index)
        return .taken(lease, inheritance(at: index))
    }

    mutating func renewLeases(of owner: String) -> [Lease] {
        var renewed: [Lease] = []
        for index in holdings[owner] ?? [] {
            guard let lease = sessions[index].lease else { continue }
            let next = Lease(
                sessionKey: lease.sessionKey,
                owner: owner,
                generation: lease.generation,
                renewal: lease.renewal + 1
            )
            sessions[index].lease = next
            renewed.append(next)
        }
        return renewed.sorted { $0.sessionKey < $1.sessionKey }
    }

    mutating func releaseLeases(_ leases: [Lease]) {
        for lease in leases {
            guard !lease.owner.isEmpty, let index = try? session(under: lease),
                let current = sessions[index].lease
            else { continue }
            let free = Lease(
                sessionKey: lease.sessionKey,
                owner: "",
                generation: current.generation,
                renewal: current.renewal
            )
            set(free, at: index)
            holdings[lease.owner]?.remove(index)
        }
    }

    private func inheritance(at index: Int) -> Inheritance {
        let first = sessions[index].firstUndelivered
        return Inheritance(
            firstUndelivered: first.map { effects[$0].sequence },
            hasExecuting: first.map { effects[$0].status == .executing } ?? false
        )
    }

    private mutating func set(_ lease: Lease, at index: Int) {
        sessions[index].lease = lease
        guard isObserved else { return }
        changes.append(
            .leaseChanged(
                session: lease.sessionKey.text,
                owner: lease.owner,
                generation: lease.generation
            )
        )
    }
}
