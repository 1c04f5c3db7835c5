/// The part of a session with most to tell: one request or two, from the first send to the completed
/// effect.
///
/// Determinism: a function of the digest.
struct SessionExcerpt {
    /// How many requests are told.
    private static let mostRequests = 2

    /// The session.
    let session: SessionDigest
    /// The requests, in their order.
    let requests: [String]
    /// From when to when they took, in nanoseconds of virtual time.
    let time: ClosedRange<Int64>

    /// Chooses the most telling session and its most telling requests; nil if no request was made.
    ///
    /// - Parameters:
    ///   - digest: what the history tells.
    ///   - number: the session to tell of, if it is known.
    ///   - wanted: the requests to tell of, if they are known.
    init?(of digest: HistoryDigest, session number: Int? = nil, about wanted: [String] = []) {
        let named = digest.sessions.first { $0.number == number && !$0.requests.isEmpty }
        guard let session = named ?? digest.tellingSessions(limit: 1).first else { return nil }
        let known = session.requests.filter { wanted.contains($0.request) }
        let shown = known.isEmpty ? Self.telling(session) : known
        let begin = shown.compactMap { $0.sent ?? $0.appended }.min() ?? 0
        let end = shown.compactMap { $0.completed ?? $0.received }.max() ?? begin
        self.session = session
        requests = shown.map(\.request)
        time = begin...max(begin, end)
    }

    /// The requests with most to tell, in their order; the first if none is special.
    private static func telling(_ session: SessionDigest) -> [RequestDigest] {
        func interest(_ request: RequestDigest) -> Int {
            let redeliveries = session.redeliveries.count { $0.request == request.request }
            return redeliveries * 2 + max(0, request.attempts.count - 1) * 2
                + (request.sendCount > 1 ? 1 : 0) + (request.receivedCount > 1 ? 1 : 0)
        }
        let ranked = session.requests.enumerated().filter { interest($0.element) > 0 }
            .sorted { (interest($1.element), $0.offset) < (interest($0.element), $1.offset) }
        guard let best = ranked.first else { return Array(session.requests.prefix(1)) }
        // A second one only if it is next to the first: what lies between would not be told.
        let neighbours = ranked.dropFirst().filter { abs($0.offset - best.offset) == 1 }
        return ([best] + neighbours.prefix(mostRequests - 1)).sorted { $0.offset < $1.offset }
            .map(\.element)
    }
}
