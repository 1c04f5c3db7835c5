import EventsAndEffects
import Histories
import Reporting
import SchemaValidation
import Testing

/// Traces for viewers of others: valid by their schemas, and right in what they say.
@Suite struct TraceTests {
    private func chrome(_ tale: Tale, sessions: Int = 2) throws -> JSONValue {
        try JSONReader.read(PerfettoTrace(tale.history(sessions: sessions)).text)
    }

    private func spans(_ tale: Tale, sessions: Int = 2) throws -> [JSONValue] {
        let trace = try JSONReader.read(OTLPTrace(tale.history(sessions: sessions)).text)
        let groups = trace["resourceSpans"]?.items.first?["scopeSpans"]
        return groups?.items.first?["spans"]?.items ?? []
    }

    /// A tale with everything that ends badly, and texts that need escapes.
    private var troubled: Tale {
        var tale = Tales.disconnect
        tale.add(.serverStarted, at: 20_000, session: 0)
        tale.asks("\"r\\\n</script>", at: 20_100, connection: 9, sequence: 2)
        tale.add(.agentInvoked, at: 20_200, request: "\"r\\\n</script>", sequence: 2, attempt: 1)
        tale.fault("crash", at: 20_300)
        tale.add(.serverCrashed, at: 20_300, session: 0)
        return tale
    }

    @Test func `Chrome's format is valid`() throws {
        let validator = JSONSchemaValidator(try TraceSchemas.chrome)
        #expect(try validator.accepts(chrome(troubled)))
        #expect(try validator.accepts(chrome(Tales.overtaking, sessions: 1)))
        // What must not be accepted, so that acceptance says something.
        let lines = PerfettoTrace(troubled.history(sessions: 2)).text
        for (right, wrong) in [("\"dur\":", "\"length\":"), ("\"ph\":\"i\"", "\"ph\":\"I\"")] {
            let broken = try JSONReader.read(lines.replacing(right, with: wrong))
            #expect(try !validator.accepts(broken))
        }
    }

    @Test func `What begins in a trace ends, and slices of a lane do not cross`() throws {
        let events = try chrome(troubled)["traceEvents"]?.items ?? []
        let begun = events.filter { $0["ph"]?.string == "b" }.compactMap { $0["id"]?.string }
        let ended = events.filter { $0["ph"]?.string == "e" }.compactMap { $0["id"]?.string }
        #expect(!begun.isEmpty)
        #expect(begun == ended)
        var ends: [String: Double] = [:]
        for event in events where event["ph"]?.string == "X" {
            let lane = "\(event["pid"]?.integer ?? -1)/\(event["tid"]?.integer ?? -1)"
            let start = try #require(event["ts"]?.number)
            #expect(start >= ends[lane] ?? 0)
            ends[lane] = start + (try #require(event["dur"]?.number))
        }
    }

    @Test func `A trace has the names of sessions and lanes, and times in microseconds`() throws {
        let text = PerfettoTrace(Tales.disconnect.history(sessions: 2)).text
        #expect(text.contains(#""pid":2,"args":{"name":"user-2:helper:main"}"#))
        #expect(text.contains(#""tid":6,"args":{"name":"outbox"}"#))
        #expect(
            text.contains(
                #""name":"attempt 1 at s1-r1","pid":1,"tid":5,"ts":300000.000,"dur":200000.000"#
            )
        )
        #expect(text.contains(#""s":"t","cat":"fact","name":"disconnect","pid":2"#))
    }

    @Test func `OTLP's form is valid`() throws {
        let validator = JSONSchemaValidator(try TraceSchemas.openTelemetry)
        let text = OTLPTrace(troubled.history(sessions: 2)).text
        #expect(try validator.accepts(JSONReader.read(text)))
        for (right, wrong) in [("\"traceId\":\"", "\"traceId\":\"x"), ("\"kind\":2", "\"kind\":9")]
        {
            #expect(try !validator.accepts(JSONReader.read(text.replacing(right, with: wrong))))
        }
    }

    @Test func `Each request is one trace, with its work below it`() throws {
        let spans = try spans(Tales.disconnect)
        let ids = spans.compactMap { $0["spanId"]?.string }
        #expect(Set(ids).count == spans.count)
        let root = try #require(spans.first { $0["name"]?.string == "request s2-r1" })
        let own = spans.filter { $0["traceId"] == root["traceId"] }
        #expect(
            own.compactMap { $0["name"]?.string } == [
                "request s2-r1", "waiting s2-r1", "processing s2-r1", "attempt 1 at s2-r1",
                "effect s2-r1", "delivery 1 of s2-r1",
            ]
        )
        #expect(root["parentSpanId"] == nil)
        for span in own.dropFirst() {
            #expect(ids.contains(span["parentSpanId"]?.string ?? ""))
        }
        let parent = own.first { $0["spanId"] == own.last?["parentSpanId"] }
        #expect(parent?["name"]?.string == "effect s2-r1")
    }

    @Test func `What a dying server cut off is an error`() throws {
        let cut = try spans(troubled).filter { $0["status"]?["message"]?.string == "cut off" }
        let names = cut.compactMap { $0["name"]?.string }
        #expect(names == ["server 1, life 1", "attempt 1 at \"r\\\n</script>"])
        #expect(cut.allSatisfy { $0["status"]?["code"]?.integer == 2 })
    }

    @Test func `Facts of a request are events of its spans`() throws {
        let root = try spans(Tales.disconnect).first { $0["name"]?.string == "request s1-r1" }
        let events = root?["events"]?.items.compactMap { $0["name"]?.string }
        #expect(events?.contains("client-sent") == true)
        #expect(events?.contains("terminal-received") == true)
    }

    @Test func `Equal histories make equal traces`() {
        let history = troubled.history(sessions: 2)
        #expect(PerfettoTrace(history).text == PerfettoTrace(history).text)
        #expect(OTLPTrace(history).text == OTLPTrace(history).text)
    }
}

extension JSONValue {
    /// The elements, if it is an array.
    fileprivate var items: [JSONValue] {
        if case .array(let elements) = self { elements } else { [] }
    }

    /// The number, if it is one.
    fileprivate var number: Double? {
        switch self {
        case .integer(let value): Double(value)
        case .number(let value): value
        default: nil
        }
    }
}
