import EventsAndEffects
import Histories
import SchemaValidation
import Testing

/// The schema of histories and their reader say the same, line by line.
@Suite struct HistorySchemaTests {
    private static let header = #"{"history":1,"sessions":["a:b:c"]}"#
    private let schema = JSONSchemaValidator(HistorySchema.json)

    private func accepts(_ line: String) throws -> Bool {
        try schema.accepts(try? JSONReader.read(line))
    }

    /// Whether the reader takes the line: as a header, or as a fact after one.
    private func reads(_ line: String) -> Bool {
        if (try? History(jsonLines: line + "\n")) != nil { return true }
        return (try? History(jsonLines: Self.header + "\n" + line + "\n")) != nil
    }

    @Test func `the schema is what it was`() throws {
        try Snapshot.expect(
            HistorySchema.json.indentedText + "\n",
            matches: "history.schema.json"
        )
    }

    @Test func `the examples are a history, and satisfy the schema`() throws {
        for line in HistorySchema.exampleLines { #expect(try accepts(line), "\(line)") }
        let text = HistorySchema.exampleLines.map { $0 + "\n" }.joined()
        let history = try History(jsonLines: text)
        #expect(history.facts.count == HistorySchema.exampleLines.count - 1)
        #expect(
            history.jsonLines.split(separator: "\n").allSatisfy {
                (try? accepts(String($0))) == true
            }
        )
    }

    @Test(arguments: FactKind.allCases)
    func `a fact with every field satisfies the schema`(kind: FactKind) throws {
        let moment = Moment(step: 3, time: 5, instance: 1, incarnation: 2)
        var fact = Fact(
            kind,
            at: moment,
            session: 1,
            connection: 4,
            request: "r1",
            frame: .final,
            sequence: 1,
            attempt: 1,
            effect: "e1",
            content: "hello",
            operation: "append",
            call: 9
        )
        var details = FactDetails()
        details.status = "pending"
        details.style = .halfOpen
        details.code = 1_008
        details.origin = .server
        details.agent = "helper"
        details.messages = [AgentMessage(role: "user", text: "hello")]
        details.dedupeKey = "a:b:c:1/send_message/0"
        details.fault = "crash"
        details.latency = 12
        details.generation = 2
        details.phase = .safety
        details.count = 1
        details.table = .effects
        details.fields = [StoreField(name: "type", value: "send_message")]
        details.note = "words"
        fact.details = details
        let history = History(sessions: SessionTable(keys: ["a:b:c"]), facts: [fact])
        for line in history.jsonLines.split(separator: "\n") {
            #expect(try accepts(String(line)), "\(line)")
        }
    }

    @Test(arguments: [
        #"{"history":2}"#, #"{"history":1,"seeds":1}"#, #"{"history":1,"observed":["token"]}"#,
        #"{"history":1,"settings":{"streaming":"dead"}}"#,
        #"{"history":1,"settings":{"resendingSessions":[[1]]}}"#,
        #"{"kind":"server-started"}"#, #"{"time":1}"#, #"{"kind":"server-start","time":1}"#,
        #"{"kind":"server-started","time":-1}"#, #"{"kind":"server-started","time":"1"}"#,
        #"{"kind":"server-started","time":1,"when":2}"#,
        #"{"kind":"event-appended","time":1,"session":"a:b:c","request":"r1"}"#,
        #"{"kind":"phase-changed","time":1}"#, #"{"kind":"phase-changed","time":1,"phase":"x"}"#,
        #"{"kind":"agent-invoked","time":1,"session":"a:b:c","sequence":1,"messages":[["user"]]}"#,
        #"[]"#, #"7"#,
    ])
    func `what the reader refuses the schema refuses`(line: String) throws {
        #expect(!reads(line))
        #expect(try !accepts(line))
    }
}
