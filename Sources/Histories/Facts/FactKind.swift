/// What was observed, and at which seam.
///
/// The raw values are stable: scenarios, reports and recorded histories use them. Every fact has
/// step, time, instance and incarnation; each case names the further fields that it fills.
/// A field in parentheses may be missing. The session of client and network facts is the one that
/// the connection belongs to; that of a row or a commit is the one that it carries.
public enum FactKind: String, CaseIterable, Sendable, Hashable {
    // MARK: Client

    /// Client: a client's connection is open. Session, connection.
    case clientConnected = "client-connected"
    /// Client: a frame left a client. Session, connection, request, frame (content).
    case clientSent = "client-sent"
    /// Client: a token came in. Session, connection, request, content.
    case tokenReceived = "token-received"
    /// Client: a terminal frame came in. Session, connection, request, frame, content (latency,
    /// usage; status of an error: `retryable` or `permanent`).
    case terminalReceived = "terminal-received"
    /// Client: a connection ended, as its client sees it. Session, connection (style, origin).
    case clientDisconnected = "client-disconnected"

    // MARK: Network

    /// Network: a client's frame reached the server. Session, connection, request, frame (content).
    case frameArrived = "frame-arrived"
    /// Network: the server handed a token to a socket. Session, connection, request, content.
    case tokenSent = "token-sent"
    /// Network: the server handed the terminal frame of an accepted request to a socket.
    /// Session, connection, request, frame, content (effect, latency, usage; status of an error:
    /// `retryable` or `permanent`).
    case terminalSent = "terminal-sent"
    /// Network: the server handed an error frame for anything else to a socket.
    /// Session, connection, request (content; status: `retryable` or `permanent`).
    case errorSent = "error-sent"
    /// Network: a send waits for room in the buffer. Session, connection (request, frame).
    case sendBlocked = "send-blocked"
    /// Network: a buffer in which a send was waiting for room has some again. Session, connection.
    case sendResumed = "send-resumed"
    /// Network: a frame was lost. Session, connection (request, frame, origin).
    case frameDropped = "frame-dropped"
    /// Network: the server has a new connection. Session, connection (note: its ids, where they make
    /// no session key).
    case connectionOpened = "connection-opened"
    /// Network: a connection ended. Session, connection, style, origin (code).
    case connectionClosed = "connection-closed"
    /// Network: the server holds no reference to a socket any more. Session, connection.
    case socketReleased = "socket-released"

    // MARK: Store

    /// Store: an operation was asked for. Operation, call (session, request, sequence, effect).
    case storeCalled = "store-called"
    /// Store: an operation returned. Operation, call (session).
    case storeReturned = "store-returned"
    /// Store: an operation failed. Operation, call, note (session, status `committed` when its
    /// transaction took effect nevertheless).
    case storeRefused = "store-refused"
    /// Store, at commit: a new event. Session, sequence, request (content).
    case eventAppended = "event-appended"
    /// Store, at commit: an event that was there already. Session, sequence of the existing event,
    /// request.
    case eventDuplicate = "event-duplicate"
    /// Store, at commit: a checkpoint. Session, sequence (status: the outcome; messages).
    case checkpointCommitted = "checkpoint-committed"
    /// Store, at commit: a new effect. Session, sequence, request, effect, dedupeKey, frame,
    /// content (latency, usage).
    case effectCreated = "effect-created"
    /// Store, at commit: an effect that was there already. Session, sequence, effect, dedupeKey
    /// (request, content as offered).
    case effectDuplicate = "effect-duplicate"
    /// Store, at commit: pending → executing. Session, effect, attempt (the attempt_count after
    /// it), request (sequence).
    case effectClaimed = "effect-claimed"
    /// Store, at commit: executing → completed. Session, effect, attempt, request.
    case effectCompleted = "effect-completed"
    /// Store, at commit: executing → pending. Session, effect, attempt, request (status
    /// `recovered` when another incarnation had left it executing).
    case effectReleased = "effect-released"
    /// Store, at commit: executing → failed. Session, effect, attempt, request, status (`expired`
    /// or the reason).
    case effectFailed = "effect-failed"
    /// Store, at commit: a lease has a new owner. Session, generation (status `taken-over` when
    /// another owner held it).
    case leaseTaken = "lease-taken"
    /// Store, at commit: a write was refused or a renewal found another owner. Session, generation.
    case leaseLost = "lease-lost"
    /// Store: a checkpoint was read. Session, sequence; 0 when there is none (messages).
    case checkpointLoaded = "checkpoint-loaded"
    /// Store: the schema was brought up to date. Note.
    case storeMigrated = "store-migrated"
    /// Store: a power loss tore a write. Note.
    case diskTorn = "disk-torn"
    /// Store: a row that the harness read for itself, with its own SQL. Table; session, sequence,
    /// request, effect, status, attempt, dedupeKey, frame, content, messages, generation as far as
    /// the table has them (fields: the remaining columns). The row of table `end` closes an
    /// inspection.
    case storeInspected = "store-inspected"

    // MARK: Agent

    /// Agent: an attempt begins. Session, sequence, attempt (from 1 for each event), request,
    /// agent, messages: the whole conversation that it was given, the user's new message last.
    case agentInvoked = "agent-invoked"
    /// Agent: a token was yielded. Session, sequence, attempt, request, content.
    case agentToken = "agent-token"
    /// Agent: an attempt ended with a result; a stream that ends without one is `agent-failed`.
    /// Session, sequence, attempt, request (content, usage).
    case agentFinished = "agent-finished"
    /// Agent: an attempt failed of itself. Session, sequence, attempt, request (note).
    case agentFailed = "agent-failed"
    /// Agent: the server cancelled an attempt or gave it up. Session, sequence, attempt, request.
    case agentAbandoned = "agent-abandoned"
    /// Agent: a token was yielded after the end of its attempt, and the server turned it away.
    /// Session, sequence, attempt, request, content.
    case agentTokenRefused = "agent-token-refused"

    // MARK: Host

    /// Host: an incarnation begins.
    case serverStarted = "server-started"
    /// Host: an incarnation dies between two steps (status `inside-transaction` when a transaction
    /// was begun and neither committed nor rolled back).
    case serverCrashed = "server-crashed"
    /// Host: a graceful stop is done. Count (tasks that had not finished).
    case serverStopped = "server-stopped"
    /// Host: how much a server holds in memory, as it is asked for its last stop. Status (what),
    /// count.
    case serverInspected = "server-inspected"
    /// Host: so many steps have run at one instant that time will not go on. Count (steps).
    case livelockFound = "livelock-found"
    /// Host: a fault happens. Fault (session, connection, note).
    case faultInjected = "fault-injected"
    /// Host: a fault is over. Fault (session, connection, note).
    case faultHealed = "fault-healed"
    /// Host: another phase begins. Phase.
    case phaseChanged = "phase-changed"
}

extension FactKind {
    /// The position of the kind among all cases, from 0.
    ///
    /// Fast path: dispatch tables are indexed with it. An enum without payloads is stored as this
    /// very byte, so that no comparison of names is needed.
    @inlinable
    public var ordinal: Int { Int(unsafeBitCast(self, to: UInt8.self)) }
}
