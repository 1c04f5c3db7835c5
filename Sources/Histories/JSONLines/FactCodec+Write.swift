internal import EventsAndEffects

/// The JSON form of facts; reading and writing go through the same list of fields.
enum FactCodec {
    /// Writes a fact as one object; empty fields are left out.
    static func write(_ fact: Fact, sessions: SessionTable, to writer: inout JSONWriter) {
        writer.object { writer in
            writer.name(escaping: FactField.kind.rawValue)
            writer.string(fact.kind.rawValue)
            writer.name(escaping: FactField.step.rawValue)
            writer.integer(fact.step)
            writer.name(escaping: FactField.time.rawValue)
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
        }
    }

    private static func write(_ details: FactDetails, to writer: inout JSONWriter) {
        write(.status, details.status, to: &writer)
        write(.style, details.style?.rawValue, to: &writer)
        write(.code, details.code, to: &writer)
        write(.origin, details.origin?.rawValue, to: &writer)
        write(.agent, details.agent, to: &writer)
        write(.messages, details.messages, to: &writer) { ($0.role, $0.text) }
        write(.dedupeKey, details.dedupeKey, to: &writer)
        write(.fault, details.fault, to: &writer)
        write(.latency, details.latency, to: &writer)
        if let usage = details.usage {
            writer.name(escaping: FactField.usage.rawValue)
            writer.array { writer in
                writer.integer(usage.input)
                writer.integer(usage.output)
            }
        }
        write(.generation, details.generation, to: &writer)
        write(.phase, details.phase?.rawValue, to: &writer)
        write(.count, details.count, to: &writer)
        write(.table, details.table?.rawValue, to: &writer)
        write(.fields, details.fields, to: &writer) { ($0.name, $0.value) }
        write(.note, details.note, to: &writer)
    }

    /// Writes a list of pairs of texts.
    private static func write<Element>(
        _ field: FactField,
        _ elements: [Element]?,
        to writer: inout JSONWriter,
        pair: (Element) -> (String, String)
    ) {
        guard let elements else { return }
        writer.name(escaping: field.rawValue)
        writer.array { writer in
            for (first, second) in elements.lazy.map(pair) {
                writer.array { writer in
                    writer.string(first)
                    writer.string(second)
                }
            }
        }
    }

    private static func write(_ field: FactField, _ text: String?, to writer: inout JSONWriter) {
        guard let text else { return }
        writer.name(escaping: field.rawValue)
        writer.string(text)
    }

    private static func write(_ field: FactField, _ number: Int?, to writer: inout JSONWriter) {
        guard let number else { return }
        writer.name(escaping: field.rawValue)
        writer.integer(number)
    }

    private static func write(_ field: FactField, _ number: Int, to writer: inout JSONWriter) {
        guard number != 0 else { return }
        writer.name(escaping: field.rawValue)
        writer.integer(number)
    }
}
