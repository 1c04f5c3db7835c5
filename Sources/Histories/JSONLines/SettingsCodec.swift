internal import EventsAndEffects

/// The JSON form of the settings in a history's header.
enum SettingsCodec {
    /// The settings, as spelled and in the order written; durations are nanoseconds.
    enum Field: String, CaseIterable {
        case acknowledgements, acknowledgementTimeout, agentTimeout, retryDelay, maximumAttempts
        case effectTimeToLive, streaming, pollInterval, queueInterval, instances, lease
        case resendingSessions
    }

    /// Writes all settings as one object.
    static func write(_ settings: HistorySettings, to writer: inout JSONWriter) {
        writer.object { writer in
            for field in Field.allCases {
                if field == .effectTimeToLive, settings.effectTimeToLive == nil { continue }
                writer.name(escaping: field.rawValue)
                write(field, of: settings, to: &writer)
            }
        }
    }

    private static func write(
        _ field: Field,
        of settings: HistorySettings,
        to writer: inout JSONWriter
    ) {
        switch field {
        case .acknowledgements: writer.boolean(settings.acknowledgements)
        case .acknowledgementTimeout: writer.integer(settings.acknowledgementTimeout)
        case .agentTimeout: writer.integer(settings.agentTimeout)
        case .retryDelay: writer.integer(settings.retryDelay)
        case .maximumAttempts: writer.integer(settings.maximumAttempts)
        case .effectTimeToLive: writer.integer(settings.effectTimeToLive ?? 0)
        case .streaming: writer.string(settings.streaming.rawValue)
        case .pollInterval: writer.integer(settings.pollInterval)
        case .queueInterval: writer.integer(settings.queueInterval)
        case .instances: writer.integer(settings.instances)
        case .lease: writer.integer(settings.lease)
        case .resendingSessions:
            writer.array { writer in
                for range in settings.resendingSessions {
                    writer.array { writer in
                        writer.integer(range.lowerBound)
                        writer.integer(range.upperBound)
                    }
                }
            }
        }
    }

    /// Reads settings; those not named keep their defaults.
    ///
    /// - Throws: `HistoryError` for an unknown field or a wrong type.
    static func read(_ members: [FieldReader]) throws(HistoryError) -> HistorySettings {
        var settings = HistorySettings()
        for member in members {
            switch try member.field(of: Field.self) {
            case .acknowledgements: settings.acknowledgements = try member.boolean()
            case .acknowledgementTimeout:
                settings.acknowledgementTimeout = try member.duration()
            case .agentTimeout: settings.agentTimeout = try member.duration()
            case .retryDelay: settings.retryDelay = try member.duration()
            case .maximumAttempts:
                settings.maximumAttempts = try member.integer(0...HistoryLimits.mostAttempts)
            case .effectTimeToLive: settings.effectTimeToLive = try member.duration()
            case .streaming:
                settings.streaming = try member.value(of: HistorySettings.Streaming.self)
            case .pollInterval: settings.pollInterval = try member.duration()
            case .queueInterval: settings.queueInterval = try member.duration()
            case .instances:
                settings.instances = try member.integer(0...HistoryLimits.mostInstances)
            case .lease: settings.lease = try member.duration()
            case .resendingSessions: settings.resendingSessions = try ranges(member)
            }
        }
        return settings
    }

    private static func ranges(_ member: FieldReader) throws(HistoryError) -> [ClosedRange<Int>] {
        var ranges: [ClosedRange<Int>] = []
        for element in try member.elements() {
            var bounds: [Int] = []
            for bound in try element.elements() { bounds.append(try bound.count()) }
            guard bounds.count == 2, bounds[0] <= bounds[1] else {
                throw element.error(
                    .wrongType(
                        field: member.member.name,
                        expected: "a list of [first, last] session numbers",
                        found: "the list \(bounds)"
                    )
                )
            }
            ranges.append(bounds[0]...bounds[1])
        }
        return ranges
    }
}
