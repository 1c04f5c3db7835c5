/// A response that did not reach its client at the first opportunity, and why.
struct Redelivery: Equatable {
    /// Why a response was delivered later or once more.
    enum Reason: String, CaseIterable {
        case away
        case disconnect
        case silence
        case crash
        case restart
        case unsent

        /// The reason in a few words.
        var words: String {
            switch self {
            case .away: "client was away"
            case .disconnect: "connection ended"
            case .silence: "no acknowledgement"
            case .crash: "server crashed"
            case .restart: "server restarted"
            case .unsent: "could not be sent"
            }
        }

        /// What happened then, in a sentence.
        var explanation: String {
            switch self {
            case .away:
                "The client had no connection when the response was ready or about to be sent; "
                    + "it waited in the store for the next one."
            case .disconnect:
                "The frame was on its way when its connection ended; it was sent again over the "
                    + "next one."
            case .silence:
                "The frame was sent and the connection stayed open, but no acknowledgement came "
                    + "in time."
            case .crash: "The server died between its claim and the acknowledgement."
            case .restart: "The server was stopped between its claim and the acknowledgement."
            case .unsent: "The effect was claimed, but nobody could be sent the frame."
            }
        }
    }

    /// The request whose response it is.
    let request: String
    /// When the effect was claimed for it.
    let claimed: Int64
    /// When the frame was handed over; nil if it was not.
    let handedOver: Int64?
    /// How long that took from the moment at which it was possible again; nil if it was not.
    let delay: Int64?
    /// Why it was necessary.
    let reason: Reason
}
