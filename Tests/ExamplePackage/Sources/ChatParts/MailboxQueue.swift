public import EventsAndEffects

/// An event queue with a mailbox per session, and one task at most on each.
///
/// Simpler than the shipped queue: a mailbox is kept as long as the server runs, some hundred bytes a
/// session.
public actor MailboxQueue: EventQueueing {
    private let context: ServerContext
    private let processor: any EventProcessing
    private var mailboxes: [SessionKey: Mailbox] = [:]
    private var position = SweepPosition()
    private let running = RunningWork()
    private var isStopping = false

    /// Makes an empty queue.
    public init(context: ServerContext, processor: any EventProcessing) {
        self.context = context
        self.processor = processor
    }

    /// How many events wait or are being processed.
    public var depth: Int { mailboxes.values.reduce(0) { $0 + $1.count } }

    /// Takes what an earlier server left.
    public func recover() async throws {
        take(try await context.retrier.run { try await context.store.unprocessed() })
    }

    /// Looks at each interval for what other servers on the store have accepted.
    public func run() async {
        let interval = context.configuration.eventQueueInterval
        while (try? await context.clock.sleep(for: interval)) != nil {
            let sweep = try? await context.store.sweep(after: position, limit: 1_000)
            if let sweep { take(sweep) }
        }
    }

    /// Takes an event that this server has accepted.
    public func enqueue(_ event: Event, at position: Int64) {
        if position == self.position.event + 1 { self.position.event = position }
        insert(event)
    }

    /// Begins nothing more, and waits for what has begun.
    public func stop(within limit: Duration) async {
        isStopping = true
        interrupt(where: \.isBackingOff)
        await running.drain(within: limit, clock: context.clock) {
            await self.interrupt(where: \.isAtWork)
            self.context.giveUpOnStore()
        }
    }

    private func interrupt(where isMeant: (Mailbox) -> Bool) {
        // In the order of keys: that of a dictionary differs between processes.
        for (_, mailbox) in mailboxes.sorted(by: { $0.key < $1.key }) where isMeant(mailbox) {
            mailbox.first?.stop()
        }
    }

    private func take(_ sweep: Sweep) {
        position.event = max(position.event, sweep.position.event)
        position.cancellation = sweep.position.cancellation
        for event in sweep.events {
            if context.registry.isConnected(event.sessionKey) {
                insert(event)
            } else {
                // Its client is connected to the server that accepted it, which goes first.
                context.scope.start { await self.insertLater(event) }
            }
        }
        for cancellation in sweep.cancellations {
            context.openRequests.cancel(cancellation.requestID, of: cancellation.sessionKey)
        }
    }

    private func insertLater(_ event: Event) async {
        let wait = context.configuration.lease / 3
        guard (try? await context.clock.sleep(for: wait)) != nil else { return }
        insert(event)
    }

    private func insert(_ event: Event) {
        let session = event.sessionKey
        mailboxes[session, default: Mailbox()].insert(event) { context.openRequests.open(event) }
        guard !isStopping, let mailbox = mailboxes[session], !mailbox.isAtWork,
            mailbox.first != nil, context.scope.start({ await self.work(on: session) })
        else { return }
        mailboxes[session]?.isAtWork = true
        running.begin()
    }

    /// Works until the mailbox is empty, and leaves in the same step in which it is seen empty.
    private func work(on session: SessionKey) async {
        while !isStopping, !Task.isCancelled, let request = mailboxes[session]?.first {
            let ownership = try? await context.leases.begin(session) {
                await !self.isProcessed(request)
            }
            guard let ownership else {
                guard !Task.isCancelled, !isStopping else { break }
                // Another server has processed it.
                settle(request)
                continue
            }
            if await process(request, under: ownership) {
                await context.leases.end(ownership)
            } else {
                await context.leases.surrender(ownership)
            }
        }
        mailboxes[session]?.isAtWork = false
        running.end()
    }

    private func isProcessed(_ request: OpenRequest) async -> Bool {
        let conversation = try? await context.store.conversation(of: request.event.sessionKey)
        return conversation.map { $0.sequence >= request.event.sequence } ?? false
    }

    /// Gives the request to the processor until it is settled.
    ///
    /// - Returns: false if the session turned out to be another server's.
    private func process(_ request: OpenRequest, under ownership: Ownership) async -> Bool {
        let maximum = context.configuration.maximumAttempts
        for attempt in 1... {
            let result =
                attempt <= maximum
                ? await processor.process(request, attempt: attempt, under: ownership)
                : await processor.giveUp(request, under: ownership)
            switch result {
            case .settled:
                settle(request)
                return true
            case .missing(let sequence):
                await fetch(request.event.sessionKey, from: sequence)
                return true
            case .failed:
                if attempt < maximum { await backOff(request, after: attempt) }
            case .disowned: return false
            case .interrupted: return true
            }
            if isStopping || Task.isCancelled { return true }
        }
        return true
    }

    private func settle(_ request: OpenRequest) {
        context.openRequests.close(request)
        mailboxes[request.event.sessionKey]?.settle(request)
    }

    private func fetch(_ session: SessionKey, from sequence: Int) async {
        let events = try? await context.retrier.run {
            try await context.store.events(of: session, after: sequence - 1)
        }
        for event in events ?? [] { insert(event) }
    }

    /// Waits retry-delay · 2^(attempt − 1), unless the request is cancelled or the server stops.
    private func backOff(_ request: OpenRequest, after attempt: Int) async {
        let session = request.event.sessionKey
        let wait = context.configuration.retryDelay * (1 << (attempt - 1))
        let isOver = OneShot<Bool>()
        mailboxes[session]?.isBackingOff = true
        await request.interruptible(by: { _ in isOver.fulfill(true) }) {
            if request.isCancelled || isStopping { return }
            _ = await isOver.wait(upTo: wait, otherwise: true, clock: context.clock)
        }
        mailboxes[session]?.isBackingOff = false
    }
}
