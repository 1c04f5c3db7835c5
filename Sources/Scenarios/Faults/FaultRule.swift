/// A fault and the moment that sets it off.
///
/// Two rules may name the same trigger; they fire in file order.
package struct FaultRule: Equatable, Sendable {
    /// What goes wrong.
    package var fault: Fault
    /// When it does.
    package var trigger: Trigger

    /// Makes a rule.
    package init(_ fault: Fault, _ trigger: Trigger) {
        self.fault = fault
        self.trigger = trigger
    }
}
