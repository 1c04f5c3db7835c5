/// SQL statements as they were executed: which, in which order, with which values bound.
package struct StatementTape {
    /// A value that was bound to a parameter.
    package enum Value: Equatable {
        case null
        case integer(Int64)
        case real(Double)
        case text(String)
    }

    /// One execution.
    package struct Execution {
        /// The place of its SQL among the texts.
        package let text: Int
        /// The values of its parameters, in order.
        package let values: [Value]
    }

    /// Each SQL text once, in the order of their first execution.
    package private(set) var texts: [String] = []
    /// The executions, in order.
    package private(set) var executions: [Execution] = []
    private var places: [String: Int] = [:]

    /// Makes an empty tape.
    package init() {}

    /// Adds an execution.
    package mutating func append(_ text: String, values: [Value]) {
        let place = places[text] ?? texts.count
        if place == texts.count {
            texts.append(text)
            places[text] = place
        }
        executions.append(Execution(text: place, values: values))
    }
}
