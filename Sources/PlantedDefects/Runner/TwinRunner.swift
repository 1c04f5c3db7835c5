import EventsAndEffects

/// Two shipped runners that know nothing of each other: what keeps deliveries apart in one runner,
/// one task for each session, is gone.
class TwinRunner: EffectRunning, @unchecked Sendable {
    let first: any EffectRunning
    let second: any EffectRunning

    init(context: ServerContext) {
        first = EffectRunner(context: context)
        second = EffectRunner(context: context)
    }

    /// The first one polls.
    func run() async {
        await first.run()
    }

    /// The second one does what is wanted at once.
    func pollForSession(_ session: SessionKey) async {
        await second.pollForSession(session)
    }

    func acknowledge(_ requestID: String, of session: SessionKey) async {
        await first.acknowledge(requestID, of: session)
        await second.acknowledge(requestID, of: session)
    }

    func connectionClosed(_ connection: Connection) async {
        await first.connectionClosed(connection)
        await second.connectionClosed(connection)
    }

    func stop(within limit: Duration) async {
        await first.stop(within: limit)
        await second.stop(within: limit)
    }
}
