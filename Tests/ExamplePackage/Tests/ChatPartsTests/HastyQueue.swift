import EventsAndEffects
import ChatParts

/// The first draft of the queue, with a bug that no test of one call after the other finds: before a
/// task leaves an empty mailbox it looks, to be sure, once more into the store. What is enqueued
/// while it looks finds a mailbox that somebody works on, and nobody does.
actor HastyQueue: EventQueueing {
    private let context: ServerContext
    private let processor: any EventProcessing
    private var mailboxes: [SessionKey: Mailbox] = [:]
    private var position = SweepPosition()
    private let running = RunningWork()
    private var isStopping = false

    init(context: ServerContext, processor: any EventProcessing) {
        self.context = context
        self.processor = processor
    }

    var depth: Int { mailboxes.values.reduce(0) { $0 + $1.count } }

    func recover() async throws {
        take(try await context.retrier.run { try await context.store.unprocessed() })
    }

    func run() async {
        let interval = context.configuration.eventQueueInterval
        while (try? await context.clock.sleep(for: interval)) != nil {
            let sweep = try? await context.store.sweep(after: position, limit: 1_000)
            if let sweep { take(sweep) }
        }
    }

    func enqueue(_ event: Event, at position: Int64) {
        self.position.event = max(self.position.event, position)
        insert(event)
    }

    func stop(within limit: Duration) async {
        isStopping = true
        await running.drain(within: limit, clock: context.clock) {
            self.context.giveUpOnStore()
        }
    }

    private func take(_ sweep: Sweep) {
        position = sweep.position
        for event in sweep.events { insert(event) }
        for cancellation in sweep.cancellations {
            context.openRequests.cancel(cancellation.requestID, of: cancellation.sessionKey)
        }
    }

    private func insert(_ event: Event) {
        let session = event.sessionKey
        mailboxes[session, default: Mailbox()].insert(event) { context.openRequests.open(event) }
        guard mailboxes[session]?.isAtWork == false,
            context.scope.start({ await self.work(on: session) })
        else { return }
        mailboxes[session]?.isAtWork = true
        running.begin()
    }

    private func work(on session: SessionKey) async {
        while !isStopping, let request = mailboxes[session]?.first,
            let ownership = try? await context.leases.begin(session)
        {
            await process(request, under: ownership)
            await context.leases.end(ownership)
        }
        let past = try? await context.store.conversation(of: session)
        let missed = try? await context.store.events(of: session, after: past?.sequence ?? 0)
        for event in missed ?? [] { insert(event) }
        mailboxes[session]?.isAtWork = false
        running.end()
    }

    private func process(_ request: OpenRequest, under ownership: Ownership) async {
        let maximum = context.configuration.maximumAttempts
        for attempt in 1... {
            if isStopping || Task.isCancelled { return }
            let result =
                attempt <= maximum
                ? await processor.process(request, attempt: attempt, under: ownership)
                : await processor.giveUp(request, under: ownership)
            guard case .failed = result else {
                if result == .settled { settle(request) }
                return
            }
            guard attempt < maximum else { continue }
            let wait = context.configuration.retryDelay * (1 << (attempt - 1))
            try? await context.clock.sleep(for: wait)
        }
    }

    private func settle(_ request: OpenRequest) {
        context.openRequests.close(request)
        mailboxes[request.event.sessionKey]?.settle(request)
    }
}
