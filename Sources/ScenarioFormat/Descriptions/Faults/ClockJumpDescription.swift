internal import Scenarios

extension FaultKindDescription {
    /// How `clock-jump` is written.
    static let clockJump = FaultKindDescription(
        "clock-jump",
        "The servers' wall clocks jump; their monotonic clocks do not.",
        MapDescription<ClockJumpFault>([
            Field(
                "by",
                \.distance,
                .signedDuration,
                isRequired: true,
                "How far: forward, or back if negative."
            ),
            Field(
                "instance",
                \.instance,
                .count(1...1_000),
                "The clock of which server, counted from 1, instead of all."
            ),
        ]),
        defaults: { _ in ClockJumpFault(distance: .zero) },
        make: Fault.clockJump,
        settings: { if case .clockJump(let settings) = $0 { settings } else { nil } }
    )
}
