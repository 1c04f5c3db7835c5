import EventsAndEffects

/// A runner that passes everything on: a faulty one overrides what it does wrong.
class RunnerDecorator: EffectRunning, @unchecked Sendable {
    let base: any EffectRunning

    init(_ base: any EffectRunning) {
        self.base = base
    }

    func run() async {
        await base.run()
    }

    func pollForSession(_ session: SessionKey) async {
        await base.pollForSession(session)
    }

    func acknowledge(_ requestID: String, of session: SessionKey) async {
        await base.acknowledge(requestID, of: session)
    }

    func connectionClosed(_ connection: Connection) async {
        await base.connectionClosed(connection)
    }

    func stop(within limit: Duration) async {
        await base.stop(within: limit)
    }
}
