/// The next server that starts while none runs finds a store that the previous release wrote.
package struct SchemaDowngradeFault: Equatable, Sendable {
    /// Makes the fault, which has no settings.
    package init() {}
}
