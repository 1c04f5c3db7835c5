/// Store calls take their time, instead of the scenario's `latency`.
package struct StoreSlownessFault: Equatable, Sendable {
    /// How long each call takes that begins within the time.
    package var latency: Distribution<Duration>
    /// How long this goes on.
    package var time: Duration

    /// Makes store calls take that long for a time.
    package init(latency: Distribution<Duration>, time: Duration) {
        self.latency = latency
        self.time = time
    }
}
