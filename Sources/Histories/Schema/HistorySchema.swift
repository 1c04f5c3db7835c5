package import EventsAndEffects

/// The JSON Schema (2020-12) of one line of a history: of its header, or of a fact.
///
/// It is the contract for histories from elsewhere, and describes what the reader accepts, line by
/// line. Two rules hold between lines: the header comes first, and time does not go backwards.
package enum HistorySchema {
    /// The schema.
    package static var json: JSONValue {
        object([
            ("$schema", .string("https://json-schema.org/draft/2020-12/schema")),
            ("title", .string("A line of a Rehearsal history")),
            (
                "description",
                .string(
                    "A history is JSON lines: one header, then one fact a line in the order of "
                        + "observation. Facts that a source cannot observe may be absent."
                )
            ),
            (
                "oneOf",
                .array([reference("header"), reference("fact")])
            ),
            ("examples", .array(examples)),
            (
                "$defs",
                object([
                    ("header", header), ("settings", settings), ("fact", fact),
                    ("count", number(from: 0, to: Int64(Int32.max))),
                    ("time", number(from: 0, to: HistoryLimits.latestTime)),
                    ("duration", number(from: 0, to: HistoryLimits.longestDuration)),
                    ("instance", number(from: 0, to: Int64(HistoryLimits.mostInstances))),
                    ("pair", list(of: type("string"), exactly: 2)),
                ])
            ),
        ])
    }

    private static var header: JSONValue {
        record(HeaderCodec.Field.allCases, required: [HeaderCodec.Field.history]) { field in
            let schema: JSONValue =
                switch field {
                case .history:
                    object([("enum", .array([.integer(Int64(HistoryHeader.currentVersion))]))])
                case .scenario, .fingerprint, .build: type("string")
                case .seed: number(from: 0)
                case .settings: reference("settings")
                case .observed: list(of: names(FactKind.allCases.map(\.rawValue)))
                case .sessions: list(of: type("string"))
                }
            return (schema, field.meaning)
        }
    }

    private static var settings: JSONValue {
        record(SettingsCodec.Field.allCases, required: []) { field in
            let schema: JSONValue =
                switch field {
                case .acknowledgements: type("boolean")
                case .acknowledgementTimeout, .agentTimeout, .retryDelay, .effectTimeToLive,
                    .pollInterval, .queueInterval, .lease:
                    reference("duration")
                case .maximumAttempts: number(from: 0, to: Int64(HistoryLimits.mostAttempts))
                case .instances: reference("instance")
                case .streaming: names(HistorySettings.Streaming.allCases.map(\.rawValue))
                case .resendingSessions: list(of: list(of: reference("count"), exactly: 2))
                }
            return (schema, field.meaning)
        }
    }

    private static var fact: JSONValue {
        guard
            case .object(let members) = record(
                FactField.allCases,
                required: [FactField.kind, .time],
                { ($0.schema, $0.meaning) }
            )
        else { preconditionFailure("A record is an object.") }
        let conditions = FactKind.allCases.filter { !$0.requiredFields.isEmpty }.map { kind in
            let isKind = object([
                ("properties", object([("kind", names([kind.rawValue]))])),
                ("required", .array([.string("kind")])),
            ])
            return object([
                ("if", isKind),
                ("then", object([("required", texts(kind.requiredFields.map(\.rawValue)))])),
            ])
        }
        return .object(members + [.init(name: "allOf", value: .array(conditions))])
    }
}

extension FactField {
    /// The schema of its value.
    fileprivate var schema: JSONValue {
        switch self {
        case .kind: HistorySchema.names(FactKind.allCases.map(\.rawValue))
        case .step: HistorySchema.number(from: 0)
        case .time: HistorySchema.reference("time")
        case .instance: HistorySchema.reference("instance")
        case .incarnation, .connection, .sequence, .attempt, .call, .latency,
            .generation,
            .count:
            HistorySchema.reference("count")
        case .session, .request, .effect, .content, .operation, .status, .agent, .dedupeKey,
            .fault, .note:
            HistorySchema.type("string")
        case .frame: HistorySchema.names(FrameKind.allCases.map(\.rawValue))
        case .style: HistorySchema.names(ClosingStyle.allCases.map(\.rawValue))
        case .code: HistorySchema.number(from: Int64(Int32.min), to: Int64(Int32.max))
        case .origin: HistorySchema.names(ClosingOrigin.allCases.map(\.rawValue))
        case .messages, .fields: HistorySchema.list(of: HistorySchema.reference("pair"))
        case .usage: HistorySchema.list(of: HistorySchema.reference("count"), exactly: 2)
        case .phase: HistorySchema.names(Phase.allCases.map(\.rawValue))
        case .table: HistorySchema.names(StoreTable.allCases.map(\.rawValue))
        }
    }
}
