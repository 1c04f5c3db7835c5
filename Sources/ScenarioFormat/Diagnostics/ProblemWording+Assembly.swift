// How a scenario is put together: files, variables and combinations.

extension ProblemWording {
    /// Words what is wrong with an included file.
    static func includeMessage(_ problem: Problem) -> String {
        switch problem {
        case .unreadableInclude(let path, let reason, let near):
            "\(quote(path)) cannot be included: \(reasonText(reason))"
                + (near.map { "; did you mean \(quote($0))?" } ?? "")
        case .includeCycle(let chain):
            "the files include each other in a circle: "
                + chain.map(DiagnosticRenderer.printable).joined(separator: " → ")
        case .includeChainTooLong(let limit):
            "more than \(limit) files include each other"
        default:
            "'include' is read before the variables are replaced; write the path without them"
        }
    }

    private static func reasonText(_ problem: Problem) -> String {
        if case .unreadable(let reason) = problem { return reason }
        return "it \(message(for: problem))"
    }

    /// Words what is wrong with variables.
    static func variableMessage(_ problem: Problem) -> String {
        switch problem {
        case .unsetVariable(let name, let known):
            "the variable \(quote(name)) is not set"
                + (known.isEmpty
                    ? "; set it in 'vars' or with --set \(name)=VALUE"
                    : hint(for: name, among: known))
        case .malformedVariable(let text):
            "\(quote(text)) is not a variable such as ${NAME}; write $${ where ${ itself is meant"
        case .invalidVariableName(let name):
            "\(quote(name)) cannot be a variable's name; it has letters, digits, '_' and '-', and "
                + "begins with a letter or '_'"
        case .variableCycle(let chain):
            "the variables use each other in a circle: " + chain.joined(separator: " → ")
        case .tooManyVariables(let limit):
            "there are more than \(limit) variables"
        case .tooMuchText(let limit):
            "the variables make more than \(SizeText.write(limit)) of text"
        default:
            preconditionFailure("Only problems of variables are worded here.")
        }
    }

    /// Words what is wrong with a matrix.
    static func matrixMessage(_ problem: Problem) -> String {
        switch problem {
        case .repeatedMatrixValue(let value):
            "the value \(quote(value)) is in the list already"
        case .tooManyCombinations(let count, let limit):
            "the matrix has \(count.map(String.init) ?? "countless") combinations; at most \(limit) "
                + "can be run"
        case .tooManyValuesCombined(let limit):
            "the file has more than \(limit) values in all combinations of its matrix together"
        case .combinationNameTooLong(let name, let limit):
            "the combination's name \(quote(name)) is longer than \(limit) bytes; use shorter values"
        default:
            preconditionFailure("Only problems of a matrix are worded here.")
        }
    }
}
