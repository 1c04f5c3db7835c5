internal import EventsAndEffects
internal import Scenarios

/// How one kind of fault is written; its settings are a map of their own.
///
/// A new kind is a case of `Fault`, a file beside this one, and a line in ``all``.
struct FaultKindDescription: Sendable {
    /// The kinds that this build knows, in the order of the documentation.
    static let all: [FaultKindDescription] = [
        .disconnect, .crash, .powerLoss, .restart, .pause, .clockJump, .storeError, .storeSlowness,
        .languageModelError, .languageModelSlowness, .slowReader, .badFrame, .badConnection,
        .cancel, .duplicateDelivery, .schemaDowngrade,
    ]

    let name: String
    let documentation: String
    let schema: JSONValue
    /// Reads the settings; which sessions a fault strikes if it does not say is given.
    let read: @Sendable (SyntaxNode, SessionSelector, inout Reading) -> Fault?
    /// Whether a fault is of this kind.
    let describes: @Sendable (Fault) -> Bool
    /// Writes the settings of a fault of this kind; `nil` for another kind.
    let write: @Sendable (Fault, SessionSelector) -> Written?

    /// Describes a kind by the map of its settings.
    ///
    /// - Parameters:
    ///   - name: the kind's key.
    ///   - documentation: one sentence for the JSON Schema.
    ///   - map: the keys of its settings.
    ///   - defaults: the settings if nothing is written, by the sessions that are struck then.
    ///   - make: the fault of some settings.
    ///   - settings: the settings of a fault of this kind; `nil` for another kind.
    init<Settings: Equatable & Sendable>(
        _ name: String,
        _ documentation: String,
        _ map: MapDescription<Settings>,
        defaults: @escaping @Sendable (SessionSelector) -> Settings,
        make: @escaping @Sendable (Settings) -> Fault,
        settings: @escaping @Sendable (Fault) -> Settings?
    ) {
        self.name = name
        self.documentation = documentation
        schema = map.block(defaults: defaults(.all)).schema
        read = { node, sessions, reading in
            map.read(node, defaults: defaults(sessions), &reading).map(make)
        }
        describes = { settings($0) != nil }
        write = { fault, sessions in
            settings(fault).map { map.write($0, defaults: defaults(sessions)) }
        }
    }

    /// The description of a fault's kind.
    static func of(_ fault: Fault) -> FaultKindDescription {
        guard let kind = all.first(where: { $0.describes(fault) }) else {
            preconditionFailure(
                "Every kind of fault has a description in FaultKindDescription.all."
            )
        }
        return kind
    }
}
