/// Something observed at a seam: what, when, where, and for whom.
///
/// Nothing in a fact is taken from what the code under test says of itself. Which fields a kind
/// fills is written at `FactKind`; a field that means nothing for a kind has its empty value.
///
/// Determinism: a value; equal runs make equal facts, in equal order.
/// A run of 1,000 messages makes about 140,000 facts, most of them tokens: the fields of the token
/// path are stored inline, all others in one box (`details`).
public struct Fact: Sendable, Equatable {
    /// What was observed.
    public var kind: FactKind
    /// The kind of the frame, where there is one.
    public var frame: FrameKind?
    /// The session concerned; `.none` where there is none.
    public var session: SessionNumber
    /// The scheduling step in which it was observed.
    public var step: UInt64
    /// Nanoseconds of virtual time since the start of the run.
    public var time: Int64
    /// The server instance, from 1; 0 is none.
    public var instance: Int
    /// The incarnation of that instance, from 1; 0 is none.
    public var incarnation: Int
    /// The connection, from 1 and unique over the whole run; 0 is none.
    public var connection: Int
    /// The seq of the event concerned, from 1; 0 is none.
    public var sequence: Int
    /// The agent attempt of an event, or the attempt_count of an effect, from 1; 0 is none.
    public var attempt: Int
    /// The store call, from 1 and unique over the whole run; 0 is none.
    public var call: Int
    /// The request; empty is none.
    public var request: String
    /// The effect's id in the store.
    public var effect: String?
    /// The text of a frame: a message's content, a token's value, a terminal frame's message.
    public var content: String?
    /// The store's operation.
    public var operation: String?
    @usableFromInline var box: DetailsBox?

    /// Makes a fact; the fields not named are empty and can be set afterwards.
    @inlinable
    public init(
        _ kind: FactKind,
        at moment: Moment,
        session: SessionNumber = .none,
        connection: Int = 0,
        request: String = "",
        frame: FrameKind? = nil,
        sequence: Int = 0,
        attempt: Int = 0,
        effect: String? = nil,
        content: String? = nil,
        operation: String? = nil,
        call: Int = 0
    ) {
        self.kind = kind
        self.frame = frame
        self.session = session
        step = moment.step
        time = moment.time
        instance = moment.instance
        incarnation = moment.incarnation
        self.connection = connection
        self.sequence = sequence
        self.attempt = attempt
        self.call = call
        self.request = request
        self.effect = effect
        self.content = content
        self.operation = operation
        box = nil
    }

    /// Makes a fact with some of the rare fields.
    public init(
        _ kind: FactKind,
        at moment: Moment,
        session: SessionNumber = .none,
        connection: Int = 0,
        request: String = "",
        frame: FrameKind? = nil,
        sequence: Int = 0,
        attempt: Int = 0,
        effect: String? = nil,
        content: String? = nil,
        operation: String? = nil,
        call: Int = 0,
        filling fill: (inout FactDetails) -> Void
    ) {
        self.init(
            kind,
            at: moment,
            session: session,
            connection: connection,
            request: request,
            frame: frame,
            sequence: sequence,
            attempt: attempt,
            effect: effect,
            content: content,
            operation: operation,
            call: call
        )
        var details = FactDetails()
        fill(&details)
        box = DetailsBox(details)
    }

    /// The rare fields; nil when none is filled.
    public var details: FactDetails? {
        get { box?.details }
        set { box = newValue.map(DetailsBox.init) }
    }

    /// Compares all fields.
    public static func == (left: Fact, right: Fact) -> Bool {
        left.kind == right.kind && left.step == right.step && left.time == right.time
            && left.frame == right.frame && left.session == right.session
            && left.instance == right.instance && left.incarnation == right.incarnation
            && left.connection == right.connection && left.sequence == right.sequence
            && left.attempt == right.attempt && left.call == right.call
            && left.request == right.request && left.effect == right.effect
            && left.content == right.content && left.operation == right.operation
            && (left.details ?? FactDetails()) == (right.details ?? FactDetails())
    }
}

/// The box of a fact's rare fields; immutable, so that facts can share it.
@usableFromInline
final class DetailsBox: Sendable {
    let details: FactDetails

    init(_ details: FactDetails) { self.details = details }
}
