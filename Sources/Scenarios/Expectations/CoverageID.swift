/// An item of the specification that a scenario rehearses: `US1`, `FR-025`, `SC-003`.
///
/// The library must rehearse all of them; `rehearse list coverage` shows which scenario does.
package enum CoverageID: Hashable, Sendable {
    /// A user story, 1 to 4.
    case userStory(Int)
    /// A functional requirement, 1 to 31.
    case requirement(Int)
    /// A success criterion, 1 to 7.
    case successCriterion(Int)

    /// Everything that the specification asks, in its order.
    package static let all: [CoverageID] =
        userStories.indices.map { .userStory($0 + 1) }
        + requirements.indices.map { .requirement($0 + 1) }
        + successCriteria.indices.map { .successCriterion($0 + 1) }

    /// Reads an id; `nil` when the specification has no such item.
    package init?(_ text: String) {
        guard let id = Self.all.first(where: { $0.text == text }) else { return nil }
        self = id
    }

    /// The id as the specification writes it.
    package var text: String {
        switch self {
        case .userStory(let number): "US\(number)"
        case .requirement(let number): "FR-" + Self.threeDigits(number)
        case .successCriterion(let number): "SC-" + Self.threeDigits(number)
        }
    }

    private static func threeDigits(_ number: Int) -> String {
        String(repeating: "0", count: max(0, 3 - String(number).count)) + String(number)
    }
}
