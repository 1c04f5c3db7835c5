import EventsAndEffects

/// What viewers of traces accept, as schemas, as far as the project writes it.
enum TraceSchemas {
    /// Chrome's trace event format: complete, asynchronous, instant and metadata events.
    static var chrome: JSONValue {
        get throws {
            try JSONReader.read(
                """
                {"type":"object","required":["traceEvents"],"additionalProperties":false,
                "properties":{
                 "displayTimeUnit":{"enum":["ms","ns"]},
                 "otherData":{"type":"object","additionalProperties":{"type":"string"}},
                 "traceEvents":{"type":"array","minItems":1,"items":{"oneOf":[
                  {"type":"object","required":["ph","name","cat","pid","tid","ts","dur","args"],
                   "additionalProperties":false,"properties":{"ph":{"enum":["X"]},\(common),
                   "dur":{"type":"number","minimum":0}}},
                  {"type":"object","required":["ph","name","cat","pid","tid","ts","id"],
                   "additionalProperties":false,"properties":{"ph":{"enum":["b","e"]},\(common),
                   "id":{"type":"string","minLength":1}}},
                  {"type":"object","required":["ph","name","cat","pid","tid","ts","s","args"],
                   "additionalProperties":false,"properties":{"ph":{"enum":["i"]},\(common),
                   "s":{"enum":["g","p","t"]}}},
                  {"type":"object","required":["ph","name","pid","args"],
                   "additionalProperties":false,"properties":{"ph":{"enum":["M"]},
                   "name":{"enum":["process_name","thread_name"]},
                   "pid":{"type":"integer"},"tid":{"type":"integer"},
                   "args":{"type":"object","required":["name"],
                   "properties":{"name":{"type":"string"}}}}}
                 ]}}}}
                """
            )
        }
    }

    private static let common = """
        "name":{"type":"string","minLength":1},"cat":{"type":"string","minLength":1},
        "pid":{"type":"integer","minimum":0},"tid":{"type":"integer","minimum":1},
        "ts":{"type":"number","minimum":0},
        "args":{"type":"object","additionalProperties":{"type":"string"}}
        """

    /// OTLP's export request for traces, in its JSON form.
    static var openTelemetry: JSONValue {
        get throws {
            try JSONReader.read(
                """
                {"type":"object","required":["resourceSpans"],"additionalProperties":false,
                "properties":{"resourceSpans":{"type":"array","minItems":1,"items":{
                 "type":"object","required":["resource","scopeSpans"],"additionalProperties":false,
                 "properties":{
                  "resource":{"type":"object","properties":{"attributes":\(attributes)}},
                  "scopeSpans":{"type":"array","items":{"type":"object",
                   "required":["scope","spans"],"additionalProperties":false,"properties":{
                   "scope":{"type":"object","required":["name"]},
                   "spans":{"type":"array","minItems":1,"items":\(span)}}}}}}}}}
                """
            )
        }
    }

    private static let instant = #"{"type":"string","pattern":"^[1-9][0-9]{17,18}$"}"#

    private static let attributes = """
        {"type":"array","items":{"type":"object","required":["key","value"],
         "additionalProperties":false,"properties":{"key":{"type":"string","minLength":1},
         "value":{"type":"object","required":["stringValue"],"additionalProperties":false,
         "properties":{"stringValue":{"type":"string"}}}}}}
        """

    private static let span = """
        {"type":"object","required":["traceId","spanId","name","kind","startTimeUnixNano",
         "endTimeUnixNano","attributes","events","status"],"additionalProperties":false,
         "properties":{
          "traceId":{"type":"string","pattern":"^[0-9a-f]{32}$"},
          "spanId":{"type":"string","pattern":"^[0-9a-f]{16}$"},
          "parentSpanId":{"type":"string","pattern":"^[0-9a-f]{16}$"},
          "name":{"type":"string","minLength":1},"kind":{"enum":[1,2,3,4,5]},
          "startTimeUnixNano":\(instant),"endTimeUnixNano":\(instant),
          "attributes":\(attributes),
          "events":{"type":"array","items":{"type":"object",
           "required":["timeUnixNano","name","attributes"],"additionalProperties":false,
           "properties":{"timeUnixNano":\(instant),"name":{"type":"string","minLength":1},
           "attributes":\(attributes)}}},
          "status":{"type":"object","required":["code"],"additionalProperties":false,
           "properties":{"code":{"enum":[0,1,2]},"message":{"type":"string"}}}}}
        """
}
