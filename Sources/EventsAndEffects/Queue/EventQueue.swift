import Logging

/// Holds accepted events until they are processed: in seq order and one at a time within a session,
/// sessions concurrently (FR-008…010).
///
/// It owns the attempts: it takes the session's lease from the context's `leases` before it gives an
/// event to the processor, gives it back after, and says when another attempt is made.
public protocol EventQueueing: Sendable {
    /// Takes the events that an earlier server left, before anything else runs.
    func recover() async throws
    /// Looks for what wake-ups missed, at each interval, until cancelled.
    func run() async
    /// Takes an accepted event; its session's work starts at once if it is idle. An event that is
    /// there already is ignored; one that comes after `stop` is kept in the store.
    ///
    /// Its request must be open in the context's `openRequests` as this returns: a cancel that comes
    /// next must find it. `position` is the event's place in row order, which a sweep need not read
    /// again.
    func enqueue(_ event: Event, at position: Int64) async
    /// Starts no more attempts, lets those that run end within `limit`, then interrupts them.
    func stop(within limit: Duration) async
    /// How many events wait or are being processed.
    var depth: Int { get async }
    /// Of how many sessions it remembers something; 0 if it does not say.
    var laneCount: Int { get async }
}

extension EventQueueing {
    /// Unknown, hence 0.
    public var laneCount: Int { get async { 0 } }
}

/// The in-process queue: a first-in-first-out lane per session (FR-008).
///
/// A failed attempt keeps its event at the head of its lane: nothing behind it in its session runs
/// meanwhile, and no other session is held up (FR-004, FR-009).
public actor EventQueue: EventQueueing {
    private let context: ServerContext
    private let processor: any EventProcessing
    private var lanes: [SessionKey: EventLane] = [:]
    private var retiring = RetiringLanes()
    private var held = HeldEvents()
    private var position = SweepPosition()
    private let running = RunningWork()
    private var isStopping = false
    /// How long the events of clients that are connected elsewhere are left to their server.
    private let patience: Duration

    /// How many events a sweep reads at most.
    private static let sweepLimit = 1_000

    /// Makes an empty queue that gives its events to `processor`.
    public init(context: ServerContext, processor: any EventProcessing) {
        self.context = context
        self.processor = processor
        patience = context.configuration.lease / 3
    }

    /// How many events wait or are being processed.
    public var depth: Int { lanes.values.reduce(0) { $0 + $1.requests.count } }

    /// Of how many sessions it remembers something, each event that is held back counting for one.
    public var laneCount: Int { lanes.count + held.count }

    /// Takes the events that have no checkpoint, in seq order.
    public func recover() async throws {
        while true {
            do {
                let left = try await context.retrier.run {
                    try await context.store.unprocessed()
                }
                left.events.forEach(admit)
                return note(left)
            } catch let error as StoreError {
                try await waitForRepair(of: error)
            }
        }
    }

    /// Waits before events are read again that could not be: until somebody has repaired what is broken,
    /// nobody's events must be left behind.
    private func waitForRepair(of error: StoreError) async throws {
        context.logger.error("events are unreadable", metadata: ["error": "\(error)"])
        try await context.clock.sleep(for: context.configuration.retryDelay)
    }

    /// Sweeps at each interval, until cancelled.
    public func run() async {
        while (try? await context.clock.sleep(for: context.configuration.eventQueueInterval)) != nil
        {
            do {
                while try await sweep() {}
            } catch {
                context.logger.warning("sweep failed", metadata: ["error": "\(error)"])
            }
            await admitHeld()
        }
    }

    /// Reads what has come since the last sweep; returns whether there may be more.
    private func sweep() async throws -> Bool {
        let sweep = try await context.store.sweep(after: position, limit: Self.sweepLimit)
        admit(sweep)
        return sweep.events.count + sweep.unreadable.count >= Self.sweepLimit
    }

    /// Takes an accepted event.
    public func enqueue(_ event: Event, at position: Int64) {
        let lane = lane(of: event.sessionKey)
        lane.lastPosition = max(lane.lastPosition, position)
        // The very next row: no sweep needs to read it again. Rows are committed in their order, so
        // none of another server's can still come before it.
        if position == self.position.event + 1 { self.position.event = position }
        admit(event, to: lane)
    }

    /// Starts no more attempts and waits for those that run; what the store cannot take by the limit
    /// is given up.
    public func stop(within limit: Duration) async {
        isStopping = true
        interrupt { $0.isBackingOff }
        await running.drain(within: limit, clock: context.clock) {
            await self.interrupt { $0.isRunning }
            self.context.giveUpOnStore()
        }
    }

    private func interrupt(where isMeant: (EventLane) -> Bool) {
        for session in lanes.keys.sorted() {
            guard let lane = lanes[session], isMeant(lane) else { continue }
            lane.current?.stop()
        }
    }

    /// Takes the events of sessions whose client is connected here, and leaves the others a third of
    /// a lease to the server that accepted them.
    private func admit(_ sweep: Sweep) {
        let end = context.clock.monotonicNow.advanced(by: patience)
        for event in sweep.events {
            if context.registry.isConnected(event.sessionKey) {
                admit(event)
            } else {
                held.add(event, until: end)
            }
        }
        note(sweep)
    }

    /// Takes the events that have been held back for long enough, unless they are processed by now:
    /// asking for their lease would only be in the way of the server of their client.
    private func admitHeld() async {
        let now = context.clock.monotonicNow
        for held in held.take(at: now, orWhere: context.registry.isConnected) {
            let event = held.event
            if !context.registry.isConnected(event.sessionKey), await isProcessed(event) {
                continue
            }
            admit(event)
            guard held.isCancelled else { continue }
            context.openRequests.cancel(event.message.requestID, of: event.sessionKey)
        }
    }

    private func isProcessed(_ event: Event) async -> Bool {
        let conversation = try? await context.store.conversation(of: event.sessionKey)
        return conversation.map { event.sequence <= $0.sequence } ?? false
    }

    /// Takes note of how far a sweep has come, and of what it says was cancelled.
    private func note(_ sweep: Sweep) {
        for what in sweep.unreadable {
            context.logger.error("a row is unreadable", metadata: ["error": "\(what)"])
        }
        // What was enqueued while the sweep was on its way stays behind it.
        position.event = max(position.event, sweep.position.event)
        position.cancellation = sweep.position.cancellation
        for cancellation in sweep.cancellations {
            context.openRequests.cancel(cancellation.requestID, of: cancellation.sessionKey)
            held.cancel(cancellation)
        }
        for session in retiring.take(upTo: position.event)
        where lanes[session]?.isIdle(through: position.event) == true {
            lanes[session] = nil
        }
    }

    private func lane(of session: SessionKey) -> EventLane {
        if let lane = lanes[session] { return lane }
        let lane = EventLane(of: session)
        lanes[session] = lane
        return lane
    }

    private func admit(_ event: Event) {
        admit(event, to: lane(of: event.sessionKey))
    }

    private func admit(_ event: Event, to lane: EventLane) {
        lane.insert(event) { context.openRequests.open(event) }
        wake(lane)
    }

    private func wake(_ lane: EventLane) {
        guard !isStopping, !lane.isRunning, !lane.requests.isEmpty,
            context.scope.start({ [session = lane.session] in await self.work(on: session) })
        else { return }
        lane.isRunning = true
        running.begin()
    }

    /// Processes a lane until it is empty, and leaves it in the same step in which it is seen empty.
    private func work(on session: SessionKey) async {
        let lane = lane(of: session)
        while let request = head(of: lane) {
            lane.current = request
            let ownership = try? await context.leases.begin(session) {
                await self.hasWork(for: session)
            }
            guard let ownership else {
                leave(lane)
                // What came in after nothing was seen to be left found the lane running.
                return wake(lane)
            }
            let isOwner = await process(request, in: lane, under: ownership)
            if isOwner {
                await context.leases.end(ownership)
                if lane.hasMore(after: request) { await context.leases.giveWay(for: session) }
            } else {
                await context.leases.surrender(ownership)
            }
        }
    }

    /// Returns whether a session whose lease another server holds still has something to do here: what
    /// that server has processed meanwhile is settled, so that its lease is not asked for in vain.
    private func hasWork(for session: SessionKey) async -> Bool {
        let lane = lane(of: session)
        while !context.registry.isConnected(session), let request = lane.requests.first,
            await isProcessed(request.event)
        {
            settle(request, in: lane)
        }
        return !lane.requests.isEmpty
    }

    private func head(of lane: EventLane) -> OpenRequest? {
        if !isStopping, !Task.isCancelled, let request = lane.requests.first { return request }
        leave(lane)
        return nil
    }

    private func leave(_ lane: EventLane) {
        lane.current = nil
        lane.isRunning = false
        running.end()
        retiring.add(lane.session, until: lane.lastPosition)
    }

    /// Gives the event to the processor until it is settled.
    ///
    /// - Returns: false if the session turned out to be another server's.
    private func process(
        _ request: OpenRequest,
        in lane: EventLane,
        under ownership: Ownership
    ) async -> Bool {
        let maximum = context.configuration.maximumAttempts
        for attempt in 1... {
            let result =
                attempt <= maximum
                ? await processor.process(request, attempt: attempt, under: ownership)
                : await processor.giveUp(request, under: ownership)
            switch result {
            case .settled:
                settle(request, in: lane)
                return true
            case .missing(let expected):
                await fetch(of: lane, from: expected)
                return true
            case .failed(let reason):
                context.logger.info(
                    "attempt failed",
                    metadata: ["attempt": "\(attempt)", "reason": "\(reason)"]
                )
                if attempt != maximum, !isStopping {
                    await backOff(request, in: lane, after: min(attempt, maximum))
                }
            case .disowned: return false
            case .interrupted: return true
            }
            if isStopping || Task.isCancelled { return true }
        }
        return true
    }

    private func settle(_ request: OpenRequest, in lane: EventLane) {
        context.openRequests.close(request)
        lane.settle(request)
    }

    /// Reads events whose own wake-up has not come yet: they go before what is in the lane.
    ///
    /// One that cannot be read keeps its session waiting, and is asked for again after a while.
    private func fetch(of lane: EventLane, from sequence: Int) async {
        do {
            let session = lane.session
            let events = try await context.retrier.run {
                try await context.store.events(of: session, after: sequence - 1)
            }
            for event in events { admit(event, to: lane) }
        } catch let error as StoreError {
            try? await waitForRepair(of: error)
        } catch {
            context.logger.debug("events were not read", metadata: ["error": "\(error)"])
        }
    }

    /// Waits retry-delay · 2^(attempt − 1); a cancel or a stop ends the wait.
    private func backOff(
        _ request: OpenRequest,
        in lane: EventLane,
        after attempt: Int
    ) async {
        let wait = context.configuration.retryDelay * (1 << (attempt - 1))
        let over = OneShot<Bool>()
        lane.isBackingOff = true
        _ = await request.interruptible(by: { _ in over.fulfill(true) }) {
            if request.isCancelled { return true as Bool? }
            return await over.wait(upTo: wait, otherwise: true, clock: context.clock)
        }
        lane.isBackingOff = false
    }
}
