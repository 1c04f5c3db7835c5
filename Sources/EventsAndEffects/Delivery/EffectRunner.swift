import Logging

/// Delivers effects: the background worker of the outbox (FR-020…027).
public protocol EffectRunning: Sendable {
    /// Polls at once and then at each interval, until cancelled.
    func run() async
    /// Delivers what waits for a session: it has reconnected, or an effect was committed (FR-026).
    func pollForSession(_ session: SessionKey) async
    /// Takes a client's acknowledgement; one of an unknown request is ignored.
    func acknowledge(_ requestID: String, of session: SessionKey) async
    /// Takes note that a connection closed.
    func connectionClosed(_ connection: Connection) async
    /// Begins with no more sessions, lets what has begun be delivered within `limit`, then releases
    /// it.
    func stop(within limit: Duration) async
    /// Of how many sessions it remembers something; 0 if it does not say.
    var laneCount: Int { get async }
}

extension EffectRunning {
    /// Unknown, hence 0.
    public var laneCount: Int { get async { 0 } }
}

/// The runner: per session strictly in creation order and one effect at a time, sessions
/// concurrently.
///
/// A session without a connection costs nothing: its effects stay `pending` until it is back.
public actor EffectRunner: EffectRunning {
    private let context: ServerContext
    private var lanes: [SessionKey: DeliveryLane] = [:]
    private let running = RunningWork()
    private var isStopping = false
    private var isInterrupted = false

    /// Makes a runner that knows nothing yet.
    public init(context: ServerContext) {
        self.context = context
    }

    /// Polls at once and then at each interval, until cancelled.
    ///
    /// What this server could not deliver it tries again at each interval by itself, however long
    /// the poll for all sessions takes.
    public func run() async {
        await withTaskGroup(of: Void.self) { group in
            group.addTask { await self.repeatAtInterval { await self.poll() } }
            group.addTask { await self.repeatAtInterval { await self.tryAgain() } }
        }
    }

    private nonisolated func repeatAtInterval(_ operation: @Sendable () async -> Void) async {
        repeat {
            await operation()
        } while (try? await context.clock.sleep(for: context.configuration.effectPollInterval))
            != nil
    }

    /// Delivers what waits for a session.
    public func pollForSession(_ session: SessionKey) {
        guard !isStopping, context.registry.isConnected(session) else { return }
        let lane = lane(of: session)
        lane.isWanted = true
        guard !lane.isRunning, context.scope.start({ await self.work(on: session) }) else {
            return
        }
        lane.isRunning = true
        running.begin()
    }

    /// Ends the running delivery, or remembers that the next claim need not send.
    public func acknowledge(_ requestID: String, of session: SessionKey) {
        guard let lane = lanes[session] else { return }
        if let current = lane.current, current.effect.frame.requestID.isExactly(requestID) {
            if current.ending.fulfill(.delivered) || current.ending.value == .delivered { return }
        } else if !lane.unacknowledged.contains(ExactText(requestID)) {
            return
        }
        lane.delivered.insert(ExactText(requestID))
        pollForSession(session)
    }

    /// Ends the running delivery if no connection is left for it.
    public func connectionClosed(_ connection: Connection) {
        lanes[connection.sessionKey]?.current?.connectionClosed()
    }

    /// Begins with no more sessions and waits for what is being delivered: an answer that was
    /// committed as the server stopped still reaches its client.
    public func stop(within limit: Duration) async {
        isStopping = true
        await running.drain(within: limit, clock: context.clock) {
            await self.interrupt()
            self.context.giveUpOnStore()
        }
    }

    /// Of how many sessions it remembers something.
    public var laneCount: Int { lanes.count }

    private func interrupt() {
        isInterrupted = true
        for session in lanes.keys.sorted() {
            lanes[session]?.current?.ending.fulfill(.stopping)
        }
    }

    private func tryAgain() {
        for session in lanes.keys.sorted() {
            guard let lane = lanes[session], !lane.isRunning else { continue }
            guard lane.isLeft else {
                forgetExpired(lane)
                continue
            }
            // Until its client is back, nothing needs to be known of it.
            lane.isLeft = context.registry.isConnected(session)
            lane.isLeft ? pollForSession(session) : dropIfForgotten(lane)
        }
    }

    /// Forgets what a client that has left never acknowledged: by now its effects have expired, or
    /// another server has delivered them.
    ///
    /// What was acknowledged is delivered, however old it is.
    private func forgetExpired(_ lane: DeliveryLane) {
        guard let limit = context.configuration.effectTTL, let last = lane.lastUnacknowledged,
            context.clock.monotonicNow.duration(since: last) > limit,
            !context.registry.isConnected(lane.session)
        else { return }
        lane.unacknowledged = []
        dropIfForgotten(lane)
    }

    /// Fetches batch after batch until none is full: with the first one alone, sessions whose oldest
    /// effects fail again and again would keep all others waiting.
    private func poll() async {
        var idle = context.registry.sessions.filter { lanes[$0]?.isRunning != true }
        let limit = context.configuration.effectBatch
        do {
            while !isStopping, !idle.isEmpty {
                let waiting = try await context.store.sessionsWithPending(among: idle, limit: limit)
                for session in waiting { pollForSession(session) }
                guard waiting.count == limit else { return }
                let found = Set(waiting)
                idle.removeAll { found.contains($0) }
            }
        } catch {
            context.logger.warning("poll failed", metadata: ["error": "\(error)"])
        }
    }

    private func lane(of session: SessionKey) -> DeliveryLane {
        if let lane = lanes[session] { return lane }
        let lane = DeliveryLane(session: session)
        lanes[session] = lane
        return lane
    }

    /// Delivers what a session has, and leaves in the same step in which nothing more is wanted.
    private func work(on session: SessionKey) async {
        let lane = lane(of: session)
        while isWanted(lane) {
            guard let ownership = try? await context.leases.begin(session) else {
                leave(lane)
                return
            }
            do {
                lane.isLeft = try await !deliverAll(in: lane, under: ownership)
                await context.leases.end(ownership)
            } catch {
                // The lease is another server's by now, or the server is ending.
                lane.isLeft = true
                await context.leases.surrender(ownership)
            }
        }
    }

    private func isWanted(_ lane: DeliveryLane) -> Bool {
        guard !isInterrupted, !Task.isCancelled, lane.isWanted,
            context.registry.isConnected(lane.session)
        else {
            leave(lane)
            return false
        }
        lane.isWanted = false
        return true
    }

    private func leave(_ lane: DeliveryLane) {
        lane.isRunning = false
        dropIfForgotten(lane)
        running.end()
    }

    private func dropIfForgotten(_ lane: DeliveryLane) {
        if lane.remembersNothing { lanes[lane.session] = nil }
    }

    /// Delivers one effect after the other, until nothing is left or what is left has to wait.
    ///
    /// What an owner knows to be the last one is not followed by a claim that could only find
    /// nothing; an effect that is committed meanwhile wants the lane again.
    ///
    /// - Returns: whether nothing is left.
    private func deliverAll(
        in lane: DeliveryLane,
        under ownership: Ownership
    ) async throws -> Bool {
        while true {
            switch try await deliverNext(in: lane, under: ownership) {
            case .settled: if ownership.mayHaveUndelivered { continue }
            case .nothing: break
            case .left: return false
            }
            lane.forget()
            return true
        }
    }

    /// What became of a session's oldest effect.
    private enum Step {
        /// It needs no delivery any more: the next one may be claimed.
        case settled
        /// There is none that waits.
        case nothing
        /// It has to wait.
        case left
    }

    /// Claims the session's oldest effect and executes it.
    private func deliverNext(
        in lane: DeliveryLane,
        under ownership: Ownership
    ) async throws -> Step {
        guard !isInterrupted, !Task.isCancelled, context.registry.isConnected(lane.session) else {
            return .left
        }
        let effect: Effect
        switch try await claim(under: ownership) {
        case .claimed(let oldest): effect = oldest
        case .busy: return .left
        case .nothing: return .nothing
        }
        if lane.delivered.contains(ExactText(effect.frame.requestID)) {
            try await complete(effect, in: lane, under: ownership)
            return .settled
        }
        if isExpired(effect) {
            // Tokens of it that wait for room would arrive without an end.
            for connection in context.registry.connections(of: lane.session) {
                connection.withdraw(effect.sequence)
            }
            try await context.retrier.run {
                try await context.store.fail(
                    effect.id,
                    under: ownership.lease,
                    at: context.clock.wallNow
                )
            }
            settle(effect, in: lane, under: ownership)
            return .settled
        }
        // Nobody has told the execution of an interrupt that came while the claim was on its way.
        if !isInterrupted, await execute(effect, in: lane, under: ownership) == .delivered {
            try await complete(effect, in: lane, under: ownership)
            return .settled
        }
        try await context.retrier.run {
            try await context.store.release(
                effect.id,
                under: ownership.lease,
                at: context.clock.wallNow
            )
        }
        return .left
    }

    private func claim(under ownership: Ownership) async throws -> ClaimAnswer {
        do {
            return try await context.store.claimNext(
                under: ownership.lease,
                at: context.clock.wallNow
            )
        } catch StoreError.unavailable(let reason) {
            // It may be claimed all the same; nobody else would ever release it.
            context.logger.warning("claim failed", metadata: ["reason": "\(reason)"])
            try await context.retrier.run {
                try await context.store.releaseExecuting(
                    under: ownership.lease,
                    at: context.clock.wallNow
                )
            }
            return .busy
        }
    }

    /// Hands the frame over and waits for an acknowledgement.
    private func execute(
        _ effect: Effect,
        in lane: DeliveryLane,
        under ownership: Ownership
    ) async -> DeliveryAttempt.Ending? {
        let attempt = DeliveryAttempt(
            of: effect,
            under: ownership,
            to: context.registry.connections(of: lane.session),
            acknowledgements: context.configuration.acknowledgements
        )
        lane.current = attempt
        var ending =
            await ownership.whileCurrent(orElse: { attempt.ending.fulfill(.disowned) }) {
                attempt.begin(tokens: tokens(of: effect))
                return await attempt.ending.wait(
                    upTo: context.configuration.acknowledgementTimeout,
                    otherwise: .unacknowledged,
                    clock: context.clock
                )
            } ?? .disowned
        lane.current = nil
        // Whatever became of it, nothing of it may be handed over any more: it is about to be
        // completed, or pending again.
        attempt.withdraw()
        if attempt.isHandedOver { ending = .delivered }
        if ending == .delivered {
            // Remembered until it is written, even if the lease is lost in between.
            lane.delivered.insert(ExactText(effect.frame.requestID))
        } else {
            lane.unacknowledged.insert(ExactText(effect.frame.requestID))
            lane.lastUnacknowledged = context.clock.monotonicNow
        }
        return ending
    }

    /// The chunks of the stored message, if it is streamed from the outbox and not redelivered.
    private func tokens(of effect: Effect) -> [ServerFrame] {
        guard context.configuration.streaming == .outbox, effect.attemptCount == 1 else {
            return []
        }
        return effect.chunks
    }

    /// Writes that the effect is delivered, as often as it takes; it is never sent again.
    private func complete(
        _ effect: Effect,
        in lane: DeliveryLane,
        under ownership: Ownership
    ) async throws {
        try await context.retrier.run {
            try await context.store.complete(
                effect.id,
                under: ownership.lease,
                at: context.clock.wallNow
            )
        }
        settle(effect, in: lane, under: ownership)
    }

    private func settle(_ effect: Effect, in lane: DeliveryLane, under ownership: Ownership) {
        ownership.effectSettled(effect.sequence)
        let request = ExactText(effect.frame.requestID)
        lane.unacknowledged.remove(request)
        lane.delivered.remove(request)
    }

    private func isExpired(_ effect: Effect) -> Bool {
        guard let limit = context.configuration.effectTTL else { return false }
        return effect.createdAt < context.clock.wallNow.moved(backBy: limit)
    }
}
