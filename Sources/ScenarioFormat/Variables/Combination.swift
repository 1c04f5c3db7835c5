/// One of the runs that a matrix asks for: a value for each of its keys, in their order.
///
/// A file without a matrix has one combination, of nothing.
struct Combination: Equatable, Sendable {
    let settings: [VariableSetting]

    /// What is put behind a scenario's name and its file's: `[lease=1s,sessions=10]`.
    ///
    /// Two combinations of one matrix have different titles: what could be mistaken is quoted.
    var title: String {
        guard !settings.isEmpty else { return "" }
        let parts = settings.map { "\($0.name)=\(Self.title(of: $0.value))" }
        return "[" + parts.joined(separator: ",") + "]"
    }

    /// A value as a title shows it.
    static func title(of value: String) -> String {
        let isSafe = value.unicodeScalars.allSatisfy { scalar in
            switch scalar {
            case ",", "=", "[", "]", "\"", "\\": false
            default: scalar.properties.isAlphabetic || ("!"..."~").contains(scalar)
            }
        }
        if isSafe, !value.isEmpty { return value }
        let escaped = value.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
        return "\"" + DiagnosticRenderer.printable(escaped) + "\""
    }
}
