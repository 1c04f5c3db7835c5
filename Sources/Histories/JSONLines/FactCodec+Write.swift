/// The JSON form of facts; reading and writing go through the same list of fields.
enum FactCodec {
    /// Writes a fact as one object; empty fields are left out.
    static func write(_ fact: Fact, sessions: SessionTable, to writer: inout JSONWriter) {
        writer.beginObject()
        writer.name(FactField.kind.rawValue)
        writer.string(fact.kind.rawValue)
        writer.name(FactField.step.rawValue)
        writer.integer(fact.step)
        writer.name(FactField.time.rawValue)
        writer.integer(fact.time)
        write(.instance, fact.instance, to: &writer)
        write(.incarnation, fact.incarnation, to: &writer)
        if !fact.session.isNone {
            write(.session, sessions.name(of: fact.session), to: &writer)
        }
        write(.connection, fact.connection, to: &writer)
        if !fact.request.isEmpty { write(.request, fact.request, to: &writer) }
        write(.frame, fact.frame?.rawValue, to: &writer)
        write(.sequence, fact.sequence, to: &writer)
        write(.attempt, fact.attempt, to: &writer)
        write(.effect, fact.effect, to: &writer)
        write(.content, fact.content, to: &writer)
        write(.operation, fact.operation, to: &writer)
        write(.call, fact.call, to: &writer)
        if let details = fact.details { write(details, to: &writer) }
        writer.endObject()
    }

    private static func write(_ details: FactDetails, to writer: inout JSONWriter) {
        write(.status, details.status, to: &writer)
        write(.style, details.style?.rawValue, to: &writer)
        write(.code, details.code, to: &writer)
        write(.origin, details.origin?.rawValue, to: &writer)
        write(.agent, details.agent, to: &writer)
        if let messages = details.messages { write(messages, to: &writer) }
        write(.dedupeKey, details.dedupeKey, to: &writer)
        write(.fault, details.fault, to: &writer)
        write(.latency, details.latency, to: &writer)
        write(.generation, details.generation, to: &writer)
        write(.phase, details.phase?.rawValue, to: &writer)
        write(.count, details.count, to: &writer)
        write(.table, details.table?.rawValue, to: &writer)
        if let fields = details.fields { write(fields, to: &writer) }
        write(.note, details.note, to: &writer)
    }

    private static func write(_ messages: [AgentMessage], to writer: inout JSONWriter) {
        writer.name(FactField.messages.rawValue)
        writer.beginArray()
        for message in messages {
            writer.beginArray()
            writer.string(message.role)
            writer.string(message.text)
            writer.endArray()
        }
        writer.endArray()
    }

    private static func write(_ fields: [StoreField], to writer: inout JSONWriter) {
        writer.name(FactField.fields.rawValue)
        writer.beginArray()
        for field in fields {
            writer.beginArray()
            writer.string(field.name)
            writer.string(field.value)
            writer.endArray()
        }
        writer.endArray()
    }

    private static func write(_ field: FactField, _ text: String?, to writer: inout JSONWriter) {
        guard let text else { return }
        writer.name(field.rawValue)
        writer.string(text)
    }

    private static func write(_ field: FactField, _ number: Int?, to writer: inout JSONWriter) {
        guard let number else { return }
        writer.name(field.rawValue)
        writer.integer(number)
    }

    private static func write(_ field: FactField, _ number: Int, to writer: inout JSONWriter) {
        guard number != 0 else { return }
        writer.name(field.rawValue)
        writer.integer(number)
    }
}
