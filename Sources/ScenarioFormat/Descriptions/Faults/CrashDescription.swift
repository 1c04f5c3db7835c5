internal import Scenarios

extension FaultKindDescription {
    /// How `crash` is written.
    static let crash = FaultKindDescription(
        "crash",
        "A server dies between two steps and is started again.",
        MapDescription<CrashFault>([
            Field("down", \.down, .duration(), "How long it is down."),
            Field("instance", \.instance, .count(1...1_000), "Which server, counted from 1."),
        ]),
        defaults: { _ in CrashFault() },
        make: Fault.crash,
        settings: { if case .crash(let settings) = $0 { settings } else { nil } }
    )
}
