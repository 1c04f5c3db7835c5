/// The name of a fact's field, as JSON lines spell it, in the order in which they are written.
public enum FactField: String, CaseIterable, Sendable {
    case kind, step, time, instance, incarnation, session, connection, request, frame, sequence
    case attempt, effect, content, operation, call
    case status, style, code, origin, agent, messages, dedupeKey, fault, latency, usage
    case generation, phase, count, table, fields, note
}
