/// Reads what production configures through the environment.
extension ServerConfiguration {
    /// The defaults, with the intervals that `EVENT_QUEUE_PROCESS_INTERVAL_MS` and
    /// `EFFECT_POLL_INTERVAL_MS` set, in whole milliseconds from 1 to 3,600,000.
    ///
    /// - Throws: `ConfigurationError` for a value that is not such a number.
    public init(environment: [String: String]) throws(ConfigurationError) {
        self.init()
        if let interval = try Self.interval("EVENT_QUEUE_PROCESS_INTERVAL_MS", in: environment) {
            eventQueueInterval = interval
        }
        if let interval = try Self.interval("EFFECT_POLL_INTERVAL_MS", in: environment) {
            effectPollInterval = interval
        }
    }

    private static func interval(
        _ variable: String,
        in environment: [String: String]
    ) throws(ConfigurationError) -> Duration? {
        guard let text = environment[variable] else { return nil }
        guard let milliseconds = Int(text), (1...3_600_000).contains(milliseconds) else {
            throw ConfigurationError(variable: variable, value: text)
        }
        return .milliseconds(milliseconds)
    }
}

/// An environment variable has a value that makes no sense.
public struct ConfigurationError: Error, Hashable, CustomStringConvertible {
    /// The variable's name.
    public let variable: String
    /// What it is set to.
    public let value: String

    /// The text that people read.
    public var description: String {
        "\(variable) is '\(value)'; expected whole milliseconds from 1 to 3600000, such as 500"
    }
}
