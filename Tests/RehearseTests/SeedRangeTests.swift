import Testing
import RehearseCommand

@Suite struct SeedRangeTests {
    @Test(
        arguments: [
            ("1..200", 1...200), ("7", 7...7), ("5..5", 5...5), ("1..1_000", 1...1_000),
            ("0..0", 0...0),
        ] as [(String, ClosedRange<UInt64>)]
    )
    func `A range is two numbers with two dots between them`(
        text: String,
        seeds: ClosedRange<UInt64>
    ) throws {
        #expect(try SeedRange.parse(text).seeds == seeds)
    }

    @Test(arguments: [
        ("5..1", "The range of seeds 5..1 is empty; did you mean '--seeds 1..5'?"),
        ("1-5", "'1-5' is not a range of seeds; write it as '--seeds 1..200'."),
        ("1..", "'1..' is not a range of seeds; write it as '--seeds 1..200'."),
        ("..", "'..' is not a range of seeds; write it as '--seeds 1..200'."),
        ("", "'' is not a range of seeds; write it as '--seeds 1..200'."),
        ("1..2..3", "'1..2..3' is not a range of seeds; write it as '--seeds 1..200'."),
        (
            "1..1000001",
            "1..1000001 is more than 1000000 seeds; split it over several commands."
        ),
        (
            "0..18446744073709551615",
            "0..18446744073709551615 is more than 1000000 seeds; split it over several commands."
        ),
    ])
    func `Anything else is refused, with a way out`(text: String, message: String) {
        #expect {
            try SeedRange.parse(text)
        } throws: { error in
            "\(error)".contains(message)
        }
    }
}
