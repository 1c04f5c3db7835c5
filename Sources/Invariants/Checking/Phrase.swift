package import Histories

/// The recurring pieces of a violation's sentence.
package enum Phrase {
    /// A time or duration in seconds, with three decimals or as many more as it takes, up to nine.
    package static func seconds(_ nanoseconds: Int64) -> String {
        let whole = nanoseconds / 1_000_000_000
        var fraction = String(abs(nanoseconds % 1_000_000_000))
        fraction = String(repeating: "0", count: 9 - fraction.count) + fraction
        while fraction.count > 3, fraction.hasSuffix("0") { fraction.removeLast() }
        return "\(whole).\(fraction)s"
    }

    /// When a fact was observed: `at 4.217s`.
    package static func at(_ fact: Fact) -> String { "at \(seconds(fact.time))" }

    /// What else is allowed where another instance held the lease: `, 0.050s for the lease of instance 2`.
    static func lease(of instance: Int, _ nanoseconds: Int64) -> String {
        ", \(seconds(nanoseconds)) for the lease of instance \(instance)"
    }

    /// A text in quotes, cut where it becomes long.
    package static func quote(_ text: String) -> String {
        text.count > 60 ? "'\(text.prefix(57))…'" : "'\(text)'"
    }

    /// A request by its name, or by the seq of its event when it has none.
    package static func request(_ fact: Fact) -> String {
        fact.request.isEmpty ? "event \(fact.sequence)" : "request \(fact.request)"
    }

    /// Who did something: `instance 1, incarnation 2`.
    package static func incarnation(_ fact: Fact) -> String {
        "instance \(fact.instance), incarnation \(fact.incarnation)"
    }
}
