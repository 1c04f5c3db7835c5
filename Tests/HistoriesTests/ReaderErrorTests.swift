import Histories
import Testing

@Suite struct `Errors of the history reader` {
    static let header = #"{"history":1}"#

    @Test(arguments: [
        ("", "the history is empty; expected a header line such as {\"history\":1}"),
        (
            #"{"kind":"token-sent","time":0}"#,
            "line 1: the first line is no header; expected one such as {\"history\":1}"
        ),
        (
            #"{"history":2}"#,
            "line 1, column 12: history format version 2 is not supported; this build "
                + "reads version 1"
        ),
        (
            #"{"history":1,"sede":4}"#,
            "line 1, column 14: unknown field 'sede'; did you mean 'seed'?"
        ),
        (#"[1]"#, "line 1, column 1: found a list; expected a map, one a line"),
        (#"{"history":1"#, "line 1, column 13: not JSON: the line ends too early"),
        (
            #"{"history":1,"settings":{"streaming":"life"}}"#,
            "line 1, column 38: 'streaming' does not know 'life'; did you mean 'live'?"
        ),
    ])
    func `a bad header says where and what`(text: String, expected: String) {
        #expect(Self.message(text) == expected)
    }

    @Test(arguments: [
        (
            #"{"kind":"token-snet","time":0}"#,
            "line 2, column 9: 'kind' does not know 'token-snet'; did you mean 'token-sent'?"
        ),
        (#"{"time":0}"#, "line 2: a fact needs the field 'kind'"),
        (#"{"kind":"token-sent"}"#, "line 2: a fact needs the field 'time'"),
        (
            #"{"kind":"token-sent","time":0,"connection":1,"request":"r"}"#,
            "line 2: a 'token-sent' needs the field 'session'"
        ),
        (
            #"{"kind":"server-started","time":0,"sesion":"a"}"#,
            "line 2, column 35: unknown field 'sesion'; did you mean 'session'?"
        ),
        (
            #"{"kind":"server-started","time":-1}"#,
            "line 2, column 33: 'time' must be a whole number from 0 to 1152921504606846976; found the number -1"
        ),
        (
            #"{"kind":"server-started","time":0,"connection":"3"}"#,
            "line 2, column 48: 'connection' must be a whole number from 0 to 1000002; "
                + "found the text '3'"
        ),
        (
            #"{"kind":"server-started","time":0,"time":1}"#,
            "line 2, column 35: not JSON: 'time' appears twice"
        ),
        (
            #"{"kind":"server-started","time":0} x"#,
            "line 2, column 36: not JSON: something follows the value"
        ),
        (
            #"{"kind":"phase-changed","time":0,"phase":"lifeness"}"#,
            "line 2, column 42: 'phase' does not know 'lifeness'; did you mean 'liveness'?"
        ),
        (
            #"{"kind":"server-started","time":01}"#,
            "line 2, column 34: not JSON: unexpected '1'"
        ),
        (
            #"{"kind":"server-started","time":0,"messages":[["user"]]}"#,
            "line 2, column 47: 'messages' must be a list of pairs of texts; found a list of 1"
        ),
    ])
    func `a bad fact says where and what`(line: String, expected: String) {
        #expect(Self.message(Self.header + "\n" + line) == expected)
    }

    @Test func `facts must be in order of time`() {
        let lines = """
            {"history":1}
            {"kind":"server-started","time":5}
            {"kind":"server-started","time":4}
            """
        #expect(
            Self.message(lines)
                == "line 3: the fact is of 4 ns, but the one before it of 5 ns; sort the facts by "
                + "time"
        )
    }

    @Test func `a file that is not there is named with the reason`() {
        let error = #expect(throws: HistoryError.self) {
            try HistoryFile.read(path: "/nonexistent/history.jsonl", each: { _, _ in })
        }
        #expect(
            error?.description
                == "cannot read /nonexistent/history.jsonl: No such file or directory"
        )
    }

    static func message(_ text: String) -> String? {
        do {
            _ = try History(jsonLines: text)
            return nil
        } catch {
            return error.description
        }
    }
}
