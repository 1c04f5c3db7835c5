import Histories

/// Sees a connection end between a request's first token and its terminal frame.
final class MidStreamObserver {
    static let interests: [FactKind] = [
        .tokenReceived, .terminalReceived, .clientDisconnected, .connectionClosed,
    ]

    /// The request whose tokens a connection is receiving; empty is none.
    private var streaming = NumberMap<String>("")

    func observe(_ fact: Fact) -> Int {
        switch fact.kind {
        case .tokenReceived:
            if streaming[fact.connection] != fact.request {
                streaming[fact.connection] = fact.request
            }
            return 0
        case .terminalReceived:
            if streaming[fact.connection] == fact.request { streaming[fact.connection] = "" }
            return 0
        default:
            let isMidStream = !streaming[fact.connection].isEmpty
            if isMidStream { streaming[fact.connection] = "" }
            return isMidStream ? 1 : 0
        }
    }
}
