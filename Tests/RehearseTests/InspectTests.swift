import Foundation
import RehearseCommand
import Testing

/// `rehearse inspect`, with the input of a script.
@Suite struct InspectTests {
    private let command: Command

    init() throws {
        command = try Command()
        try command.write(ScenarioText.small(named: "small"), to: "small.yaml")
    }

    @Test func `The state at an instant comes with the store's tables`() throws {
        defer { command.remove() }
        let result = try command.run("inspect", "small.yaml", "--at", "12s")
        #expect(result.status == 0)
        #expect(
            result.output.hasPrefix(
                "small.yaml@1 at 12.000s\nsafety phase\nserver 1: up since 0.000s"
            )
        )
        #expect(
            result.output.hasSuffix(
                "store, read with SQL of the harness's own: 6 events, 6 checkpoints, 6 effects "
                    + "(6 completed), 3 leases\n"
            )
        )
    }

    @Test func `Facts and tables tell the same, at many instants`() throws {
        defer { command.remove() }
        for instant in ["300ms", "700ms", "1s", "1.5s", "2.25s", "3s", "4s"] {
            let text = try command.run("inspect", "small.yaml", "--at", instant).output
            let open = text.split(separator: "\n").filter { $0.hasPrefix("  outbox  ") }
                .reduce(0) { $0 + $1.split(separator: ";").count }
            let rows = text.split(separator: "\n").count { $0.hasPrefix("  effect ") }
            #expect(open == rows, "at \(instant): \(text)")
        }
    }

    @Test func `One session may be looked at, by number or key`() throws {
        defer { command.remove() }
        let byNumber = try command.run("inspect", "small.yaml", "--at", "1s", "--session", "2")
        #expect(byNumber.output.contains("session 2, user-2:helper:thread-2\n  connections "))
        #expect(!byNumber.output.contains("session 1,"))
        let byKey = try command.run(
            "inspect",
            "small.yaml",
            "--at",
            "1s",
            "--session",
            "user-2:helper:thread-2"
        )
        #expect(byKey.output == byNumber.output)
    }

    @Test func `A script steps forwards, back, to a fault, to an instant, and ends`() throws {
        defer { command.remove() }
        let result = try command.run(
            ["inspect", "small.yaml", "--session", "1", "--step"],
            input: "n\n\nb\nwhat\nf\n1s\nb\nq\nn\n"
        )
        #expect(result.status == 0)
        let places = result.output.split(separator: "\n").filter { $0.contains(", fact ") }
            .compactMap { $0.split(separator: " ").dropFirst(2).first.flatMap { Int($0) } }
        // The beginning, two steps, one back, the instant, one back: 'what' and 'f' lead nowhere.
        #expect(places.count == 6)
        #expect(places[1] < places[2])
        #expect(places[3] == places[1])
        #expect(places[5] < places[4])
        #expect(
            result.output.contains(
                "'what' means nothing here; 'n', 'b', 'f', an instant such as 3.4s, or 'q' do.\n"
            )
        )
        #expect(result.output.contains("No fault comes any more.\n"))
    }

    @Test func `The ends of a run are the ends of the walk`() throws {
        defer { command.remove() }
        let result = try command.run(
            ["inspect", "small.yaml", "--step", "--at", "1h"],
            input: "n\n"
        )
        #expect(result.output.hasSuffix("This was the last fact.\n"))
        let start = try command.run(["inspect", "small.yaml", "--step"], input: "b\nb\nb\nb\nb\n")
        #expect(start.output.hasSuffix("Nothing is before this.\n"))
    }

    @Test func `A recorded history can be inspected, without tables`() throws {
        defer { command.remove() }
        #expect(try command.run("run", "small.yaml", "--record", "out").status == 0)
        let recorded = try command.run("inspect", "out/small-1.jsonl", "--at", "2s")
        let run = try command.run("inspect", "small.yaml", "--at", "2s")
        #expect(recorded.status == 0)
        let state = recorded.output.split(separator: "\n").dropFirst()
        #expect(run.output.split(separator: "\n").dropFirst().starts(with: state))
    }

    @Test(arguments: [
        (
            ["small.yaml", "--at", "soon"],
            "'soon' is not an instant; write it as '3.2s', '150ms', '2m' or '1h'."
        ),
        (
            ["small.yaml", "--session", "9"],
            "There is no session '9'; there are 3 sessions, from 1 on."
        ),
        (
            ["small.yaml", "--session", "user-2:helper:tread-2"],
            "There is no session 'user-2:helper:tread-2'; did you mean 'user-2:helper:thread-2'?"
        ),
        (["small.yaml@x"], "'x' is not a seed; write it as 'small.yaml@17'."),
        (["smal.yaml"], "There is no file or folder 'smal.yaml'; did you mean 'small.yaml'?"),
        (["."], "'.' has 2 scenarios; name one of them."),
    ])
    func `What cannot be done is said, with 64`(arguments: [String], message: String) throws {
        defer { command.remove() }
        try command.write(ScenarioText.small(named: "other"), to: "other.yaml")
        let result = try command.run(["inspect"] + arguments)
        #expect(result.status == 64)
        #expect(result.errors.contains(message))
    }

    @Test func `A history that is none ends with 65`() throws {
        defer { command.remove() }
        try command.write("{\"kind\":\"x\"}\n", to: "bad.jsonl")
        let bad = try command.run("inspect", "bad.jsonl")
        #expect(bad.status == 65)
        #expect(bad.errors.hasPrefix("error: bad.jsonl: line 1: the first line is no header"))
        let missing = try command.run("inspect", "missing.jsonl")
        #expect(missing.status == 65)
        #expect(
            missing.errors
                == "error: missing.jsonl: cannot read missing.jsonl: No such file or directory\n"
        )
    }
}

/// What keys and lines mean to somebody who steps.
@Suite struct StepCommandTests {
    @Test(arguments: [
        ("", StepCommand.move(1)), ("n", .move(1)), (" next ", .move(1)), ("b", .move(-1)),
        ("f", .fault), ("q", .quit), ("1.5s", .instant(1_500_000_000)), ("x", .unknown("x")),
    ])
    func `A line is a step`(line: String, command: StepCommand) {
        #expect(StepCommand(line: line) == command)
    }

    @Test(arguments: [
        ("\u{1B}[C", StepCommand.move(1)), ("\u{1B}OC", .move(1)), ("\r", .move(1)),
        (" ", .move(1)),
        ("\u{1B}[D", .move(-1)), ("\u{1B}[B", .move(10)), ("\u{1B}[A", .move(-10)), ("f", .fault),
        ("q", .quit), ("\u{3}", .quit), ("\u{1B}", .quit), ("", .quit), ("z", .unknown("z")),
    ])
    func `A key is a step`(key: String, command: StepCommand) {
        #expect(StepCommand(key: Array(key.utf8)) == command)
    }

    @Test(arguments: [
        ("3.2s", 3_200_000_000), ("150ms", 150_000_000), ("2m", 120_000_000_000), ("7ns", 7),
        ("5us", 5_000), ("1h", 3_600_000_000_000), ("0s", 0),
    ])
    func `An instant has a unit`(text: String, instant: Int64) throws {
        #expect(try InstantOption.parse(text) == instant)
    }

    @Test(arguments: ["", "s", "3", "-1s", "1e300h", "nan s", "1 s x", "infs"])
    func `Anything else is no instant`(text: String) {
        #expect(InstantOption.read(text) == nil)
    }
}
