import SimulationKernel
import Testing

@Suite("Instants and durations")
struct InstantTests {
    @Test(
        arguments: [
            (0, "0.000s"), (4_217_000_000, "4.217s"), (4_217_000_001, "4.217000001s"),
            (-1_500_000_000, "-1.500s"), (90_000_500_000, "90.0005s"), (7, "0.000000007s"),
        ] as [(Int64, String)]
    )
    func `an instant is shown in seconds`(nanoseconds: Int64, text: String) {
        #expect("\(VirtualInstant(nanoseconds: nanoseconds))" == text)
    }

    @Test(
        arguments: [
            (.nanoseconds(3), 3), (Duration(secondsComponent: 0, attosecondsComponent: 1), 1),
            (Duration(secondsComponent: 0, attosecondsComponent: 1_000_000_001), 2),
            (Duration(secondsComponent: 0, attosecondsComponent: -1_999_999_999), -1),
            (.seconds(-2), -2_000_000_000),
            (.seconds(Int64.max), .max), (.seconds(Int64.min / 2), .min),
        ] as [(Duration, Int64)]
    )
    func `a duration is rounded up to nanoseconds`(duration: Duration, nanoseconds: Int64) {
        #expect(duration.nanosecondsRoundedUp == nanoseconds)
    }

    @Test func `arithmetic agrees with itself and saturates`() {
        let start = VirtualInstant.zero + .seconds(3)
        let end = start + .milliseconds(1_200)
        #expect(end - start == .milliseconds(1_200))
        #expect(start.duration(to: end) == .milliseconds(1_200))
        #expect(end - .milliseconds(1_200) == start)
        #expect(start < end)
        #expect(VirtualInstant.distantFuture + .seconds(1) == .distantFuture)
    }
}
