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
    private var box: DetailsBox?

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

extension Fact {
    /// Makes a fact; the fields not named are empty and can be set afterwards.
    ///
    /// Fast path: here and below the fact is made in one piece, in an extension, where the
    /// compiler's own initialiser is to be had. One that sets field after field copies the whole
    /// fact once more.
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
        self.init(
            kind: kind,
            frame: frame,
            session: session,
            step: moment.step,
            time: moment.time,
            instance: moment.instance,
            incarnation: moment.incarnation,
            connection: connection,
            sequence: sequence,
            attempt: attempt,
            call: call,
            request: request,
            effect: effect,
            content: content,
            operation: operation,
            box: nil
        )
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
        var details = FactDetails()
        fill(&details)
        self.init(
            kind: kind,
            frame: frame,
            session: session,
            step: moment.step,
            time: moment.time,
            instance: moment.instance,
            incarnation: moment.incarnation,
            connection: connection,
            sequence: sequence,
            attempt: attempt,
            call: call,
            request: request,
            effect: effect,
            content: content,
            operation: operation,
            box: DetailsBox(details)
        )
    }
}

/// The box of a fact's rare fields; immutable, so that facts can share it.
private final class DetailsBox: Sendable {
    let details: FactDetails

    init(_ details: FactDetails) { self.details = details }
}
