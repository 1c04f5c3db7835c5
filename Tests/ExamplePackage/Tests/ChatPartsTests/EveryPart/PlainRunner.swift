import EventsAndEffects

/// Delivers the effects of each session one after the other, for servers with acknowledgements and
/// live tokens.
actor PlainRunner: EffectRunning {
    /// What is known of a session.
    private struct Lane {
        var isRunning = false
        var isWanted = false
        var current: DeliveryAttempt?
        /// Requests that were handed over, and those of which a client has said that they arrived.
        var handed: Set<String> = []
        var arrived: Set<String> = []
    }

    private let context: ServerContext
    private var lanes: [SessionKey: Lane] = [:]
    private let running = RunningWork()
    private var isStopping = false

    init(context: ServerContext) {
        self.context = context
    }

    func run() async {
        repeat {
            let online = context.registry.sessions
            let waiting = try? await context.store.sessionsWithPending(
                among: online,
                limit: online.count
            )
            for session in waiting ?? [] { pollForSession(session) }
        } while (try? await context.clock.sleep(for: context.configuration.effectPollInterval))
            != nil
    }

    func pollForSession(_ session: SessionKey) {
        guard !isStopping, context.registry.isConnected(session) else { return }
        lanes[session, default: Lane()].isWanted = true
        guard lanes[session]?.isRunning == false,
            context.scope.start({ await self.work(on: session) })
        else { return }
        lanes[session]?.isRunning = true
        running.begin()
    }

    func acknowledge(_ requestID: String, of session: SessionKey) {
        guard lanes[session]?.handed.contains(requestID) == true else { return }
        lanes[session]?.arrived.insert(requestID)
        if let current = lanes[session]?.current, current.effect.frame.requestID == requestID {
            current.ending.fulfill(.delivered)
        } else {
            pollForSession(session)
        }
    }

    func connectionClosed(_ connection: Connection) {
        lanes[connection.sessionKey]?.current?.connectionClosed()
    }

    func stop(within limit: Duration) async {
        isStopping = true
        await running.drain(within: limit, clock: context.clock) {
            await self.interrupt()
            self.context.giveUpOnStore()
        }
    }

    private func interrupt() {
        for (_, lane) in lanes.sorted(by: { $0.key < $1.key }) {
            lane.current?.ending.fulfill(.stopping)
        }
    }

    private func work(on session: SessionKey) async {
        while lanes[session]?.isWanted == true, context.registry.isConnected(session),
            !Task.isCancelled
        {
            lanes[session]?.isWanted = false
            guard let ownership = try? await context.leases.begin(session) else { break }
            do {
                while try await deliverNext(of: session, under: ownership) {}
                await context.leases.end(ownership)
            } catch {
                await context.leases.surrender(ownership)
            }
        }
        lanes[session]?.isRunning = false
        running.end()
    }

    /// Delivers the session's oldest effect.
    ///
    /// - Returns: whether it is delivered, and the next one may follow.
    private func deliverNext(
        of session: SessionKey,
        under ownership: Ownership
    ) async throws -> Bool {
        guard let effect = try await claim(under: ownership) else { return false }
        let request = effect.frame.requestID
        if lanes[session]?.arrived.contains(request) != true {
            let ending = await execute(effect, under: ownership)
            if ending == .delivered { lanes[session]?.arrived.insert(request) }
        }
        guard lanes[session]?.arrived.contains(request) == true else {
            try await context.retrier.run {
                let now = context.clock.wallNow
                try await context.store.release(effect.id, under: ownership.lease, at: now)
            }
            return false
        }
        try await context.retrier.run {
            let now = context.clock.wallNow
            try await context.store.complete(effect.id, under: ownership.lease, at: now)
        }
        ownership.effectSettled(effect.sequence)
        lanes[session]?.handed.remove(request)
        lanes[session]?.arrived.remove(request)
        return true
    }

    private func claim(under ownership: Ownership) async throws -> Effect? {
        do {
            let answer = try await context.store.claimNext(
                under: ownership.lease,
                at: context.clock.wallNow
            )
            if case .claimed(let effect) = answer { return effect }
        } catch StoreError.unavailable {
            // It may be claimed all the same, and nobody else would release it.
            try await context.retrier.run {
                let now = context.clock.wallNow
                try await context.store.releaseExecuting(under: ownership.lease, at: now)
            }
        }
        return nil
    }

    private func execute(
        _ effect: Effect,
        under ownership: Ownership
    ) async -> DeliveryAttempt.Ending? {
        let session = effect.sessionKey
        let attempt = DeliveryAttempt(
            of: effect,
            under: ownership,
            to: context.registry.connections(of: session),
            acknowledgements: true
        )
        lanes[session]?.current = attempt
        lanes[session]?.handed.insert(effect.frame.requestID)
        let ending = await ownership.whileCurrent(orElse: { attempt.ending.fulfill(.disowned) }) {
            attempt.begin(tokens: [])
            return await attempt.ending.wait(
                upTo: context.configuration.acknowledgementTimeout,
                otherwise: .unacknowledged,
                clock: context.clock
            )
        }
        lanes[session]?.current = nil
        attempt.withdraw()
        return ending ?? .disowned
    }
}
