internal import EventsAndEffects

/// Reads typed values from one member of a JSON object, with errors that name field and position.
struct FieldReader {
    /// The line, from 1.
    var line: Int
    /// The member.
    var member: JSONNode.Member

    /// Reads a text.
    func string() throws(HistoryError) -> String {
        guard case .string(let text) = member.value.value else { throw wrongType("a text") }
        return text
    }

    /// Reads an integer in a range.
    func integer<Integer: FixedWidthInteger>(
        _ range: ClosedRange<Integer>
    ) throws(HistoryError) -> Integer {
        guard case .number(let text) = member.value.value, let value = Integer(text),
            range.contains(value)
        else {
            let bound =
                range.upperBound == Integer.max
                ? "from \(range.lowerBound)" : "from \(range.lowerBound) to \(range.upperBound)"
            throw wrongType("a whole number \(bound)")
        }
        return value
    }

    /// Reads a count that fits every field, from 0.
    func count() throws(HistoryError) -> Int { try integer(0...Int(Int32.max)) }

    /// Reads the number of a connection, which are numbered from 1: not far beyond how many facts
    /// there were, since what is known of connections is kept in arrays by number.
    func connection() throws(HistoryError) -> Int {
        try integer(0...HistoryLimits.mostUnseenConnections + line)
    }

    /// Reads a time in nanoseconds, from 0.
    func time() throws(HistoryError) -> Int64 { try integer(0...HistoryLimits.latestTime) }

    /// Reads a duration in nanoseconds, from 0.
    func duration() throws(HistoryError) -> Int64 { try integer(0...HistoryLimits.longestDuration) }

    /// Reads a switch.
    func boolean() throws(HistoryError) -> Bool {
        guard case .boolean(let value) = member.value.value else {
            throw wrongType("true or false")
        }
        return value
    }

    /// Reads a list.
    func elements() throws(HistoryError) -> [FieldReader] {
        guard case .array(let nodes) = member.value.value else { throw wrongType("a list") }
        return nodes.map { node in
            FieldReader(
                line: line,
                member: JSONNode.Member(name: member.name, at: node.offset, value: node)
            )
        }
    }

    /// Reads a map, as one reader a member.
    func members() throws(HistoryError) -> [FieldReader] {
        guard case .object(let members) = member.value.value else { throw wrongType("a map") }
        return members.map { FieldReader(line: line, member: $0) }
    }

    /// Reads one of the names that `Value` knows.
    func value<Value: RawRepresentable<String> & CaseIterable>(
        of type: Value.Type
    ) throws(HistoryError) -> Value {
        let text = try string()
        guard let value = Value(rawValue: text) else {
            let known = Value.allCases.map(\.rawValue)
            throw error(
                .unknownValue(
                    field: member.name,
                    value: text,
                    suggestion: Suggestion.nearest(to: text, among: known)
                )
            )
        }
        return value
    }

    /// Reads the name of the member as one that `Name` knows.
    func field<Name: RawRepresentable<String> & CaseIterable>(
        of type: Name.Type
    ) throws(HistoryError) -> Name {
        guard let field = Name(rawValue: member.name) else {
            let suggestion = Suggestion.nearest(
                to: member.name,
                among: Name.allCases.map(\.rawValue)
            )
            throw HistoryError(
                line: line,
                column: member.column,
                problem: .unknownField(member.name, suggestion: suggestion)
            )
        }
        return field
    }

    /// Makes an error at the value.
    func error(_ problem: HistoryError.Problem) -> HistoryError {
        HistoryError(line: line, column: member.value.column, problem: problem)
    }

    private func wrongType(_ expected: String) -> HistoryError {
        error(.wrongType(field: member.name, expected: expected, found: member.value.typeName))
    }
}
