/// A rule that every run must keep, as data.
public struct Invariant: Sendable, Hashable, Identifiable {
    /// The name that scenarios and reports use, such as `ordering.delivery`.
    public let id: String
    /// What holds, in one sentence.
    public let statement: String
    /// The requirements and success criteria that it comes from.
    public let specification: [String]

    /// Makes an invariant.
    public init(_ id: String, _ statement: String, specification: [String] = []) {
        self.id = id
        self.statement = statement
        self.specification = specification
    }
}
