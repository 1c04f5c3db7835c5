/// A kind of mistake that a mutant makes.
package enum MutationOperator: String, CaseIterable, Sendable {
    /// A condition says the opposite.
    case negate
    /// One of several conditions is not asked.
    case assume
    /// A statement is left out.
    case drop
    /// Two adjacent statements change places.
    case swap
    /// A number is one more.
    case offByOne = "off-by-one"
    /// A comparison has its neighbour in its place.
    case comparison
    /// `&&` is `||`, or the other way round.
    case boolean
    /// `+` is `-`, `*` is `/`, `min` is `max`, or the other way round.
    case arithmetic
    /// `true` is `false`, or the other way round.
    case constant
    /// What stands behind `??` is taken at once.
    case fallback
    /// A function returns before it has done anything.
    case returnEarly = "return-early"
    /// An error is forgotten.
    case swallow
    /// An error is thrown on, past its handler.
    case rethrow
    /// What runs a closure under its care is left out, and the closure runs.
    case unwrap

    /// One line for people.
    package var summary: String {
        switch self {
        case .negate: "a condition says the opposite"
        case .assume: "one of several conditions is not asked"
        case .drop: "a statement is left out"
        case .swap: "two adjacent statements change places"
        case .offByOne: "a number is one more"
        case .comparison: "a comparison has its neighbour in its place"
        case .boolean: "`&&` and `||` change places"
        case .arithmetic: "`+` and `-`, `*` and `/`, `min` and `max` change places"
        case .constant: "`true` and `false` change places"
        case .fallback: "what stands behind `??` is taken at once"
        case .returnEarly: "a function returns before it has done anything"
        case .swallow: "a caught error is forgotten"
        case .rethrow: "a caught error is thrown on"
        case .unwrap: "a call that retries or guards a closure is left out, and the closure runs"
        }
    }
}
