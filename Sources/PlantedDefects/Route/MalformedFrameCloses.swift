import EventsAndEffects

extension PlantedDefect {
    /// A slip of the client costs it its connection.
    static let malformedFrameCloses = PlantedDefect(
        "malformed-frame-closes",
        "A bad frame closes the connection under an in-flight reply.",
        expected: ["protocol.frames", "durability.responses"]
    ) { store in
        var parts = ServerParts()
        parts.route = { context, queue, runner in
            let base = ChatRoute(context: context, queue: queue, runner: runner)
            return ClosingRoute(base: base, runner: runner)
        }
        return (parts, store)
    }
}

/// A route that closes where it should answer.
private struct ClosingRoute: FrameRouting {
    let base: ChatRoute
    let runner: any EffectRunning

    func serve(_ connection: Connection) async {
        await runner.pollForSession(connection.sessionKey)
        while connection.isOpen, let text = try? await connection.receive() {
            guard isFrame(text) else { return connection.close(.policyViolation) }
            guard (try? await base.handle(text, from: connection)) != nil else { return }
        }
    }

    private func isFrame(_ text: String) -> Bool { (try? ClientFrame(text: text)) != nil }
}
