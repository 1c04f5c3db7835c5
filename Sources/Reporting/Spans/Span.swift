package import Histories

/// Something that lasted, between two facts: an attempt, a connection, a server's life.
///
/// Facts are instants; what a reader wants to see between them is waiting and work.
package struct Span: Equatable, Sendable {
    /// What lasted.
    package enum Kind: String, CaseIterable, Sendable {
        /// A request, from its first send to the frame that ends it.
        case request
        /// A connection, as the server sees it.
        case connection
        /// An event that waits for its first attempt.
        case waiting
        /// The time between two attempts at an event.
        case backOff = "back-off"
        /// The work on an event, from its first attempt to its checkpoint.
        case processing
        /// One attempt of the agent.
        case attempt
        /// An effect that is not yet delivered.
        case effect
        /// One delivery, from its claim on.
        case delivery
        /// A server, from its start to its end.
        case life
        /// A phase of the run.
        case phase

        /// Where it is drawn.
        package var lane: Lane {
            switch self {
            case .request: .client
            case .connection: .network
            case .waiting, .backOff: .queue
            case .processing: .processor
            case .attempt: .agent
            case .effect: .outbox
            case .delivery: .runner
            case .life, .phase: .host
            }
        }
    }

    /// How it ended.
    package enum Ending: String, CaseIterable, Sendable {
        /// As it should.
        case done
        /// It failed, or was given up or put back.
        case failed
        /// Its server died.
        case cutOff = "cut off"
        /// Its end was not seen.
        case open
    }

    /// What lasted.
    package let kind: Kind
    /// The session; `.none` for what belongs to none.
    package let session: SessionNumber
    /// The request; empty where there is none.
    package let request: String
    /// The number of the attempt, the connection or the server's life; for a phase 0.
    package let number: Int
    /// The server instance, from 1; 0 is none.
    package let instance: Int
    /// When it began, in nanoseconds of virtual time.
    package let begun: Int64
    /// When it ended; the end of the history if its end was not seen.
    package internal(set) var ended: Int64
    /// How it ended.
    package internal(set) var ending: Ending
    /// The position of the fact that began it.
    package let firstFact: Int
    /// The position of the fact that ended it; nil if there was none.
    package internal(set) var lastFact: Int?
    /// More about how it ended, in a word or two; the name of a phase.
    package internal(set) var note: String?

    /// How long it lasted, in nanoseconds.
    package var length: Int64 { ended - begun }
}
