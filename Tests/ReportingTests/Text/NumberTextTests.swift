import Reporting
import Testing

@Suite struct NumberTextTests {
    @Test(arguments: [
        (0, "0"), (7, "7"), (999, "999"), (1_000, "1,000"), (123_456, "123,456"),
        (1_234_567, "1,234,567"), (-4_321, "-4,321"),
    ])
    func `Thousands are separated`(number: Int, text: String) {
        #expect(NumberText.grouped(number) == text)
    }

    @Test func `One is singular, everything else plural`() {
        #expect(NumberText.count(0, "run") == "0 runs")
        #expect(NumberText.count(1, "run") == "1 run")
        #expect(NumberText.count(1_200, "run") == "1,200 runs")
        #expect(NumberText.count(2, "child", plural: "children") == "2 children")
    }

    @Test(
        arguments: [
            (4_217_000_000, "4.217s"), (999_999, "0.000s"), (1_000_000, "0.001s"),
            (1_234_567_890_123, "1,234.567s"),
        ] as [(Int64, String)]
    )
    func `Instants are told to the millisecond`(nanoseconds: Int64, text: String) {
        #expect(TimeText.seconds(nanoseconds) == text)
    }

    @Test(
        arguments: [
            (0, "0.0"), (440_000, "0.4"), (9_940_000, "9.9"), (9_960_000, "10"),
            (1_203_500_000, "1,204"),
        ] as [(Int64, String)]
    )
    func `Milliseconds have a decimal only while they are few`(nanoseconds: Int64, text: String) {
        #expect(TimeText.milliseconds(nanoseconds) == text)
    }

    @Test(
        arguments: [
            (0, "0.0s"), (25_900_000, "25ms"), (41_270_000_000, "41.2s"),
            (185_000_000_000, "3m 05s"), (7_620_000_000_000, "2h 07m"),
        ] as [(Int64, String)]
    )
    func `Lengths have the two units that matter`(nanoseconds: Int64, text: String) {
        #expect(TimeText.length(nanoseconds) == text)
    }
}
