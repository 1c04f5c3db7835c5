internal import Scenarios

extension FaultKindDescription {
    /// How `schema-downgrade` is written.
    static let schemaDowngrade = FaultKindDescription(
        "schema-downgrade",
        "The next server that starts while none runs finds a store of the previous schema version.",
        MapDescription<SchemaDowngradeFault>([]),
        defaults: { _ in SchemaDowngradeFault() },
        make: Fault.schemaDowngrade,
        settings: { if case .schemaDowngrade(let settings) = $0 { settings } else { nil } }
    )
}
