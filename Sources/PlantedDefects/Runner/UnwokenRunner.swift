import EventsAndEffects

/// A runner as it looks to a processor whose commits wake nobody.
final class UnwokenRunner: RunnerDecorator, @unchecked Sendable {
    override func pollForSession(_ session: SessionKey) async {}
}
