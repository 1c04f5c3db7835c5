internal import Histories

/// Words a problem: the only place that has the texts of messages.
///
/// A message is one line without a full stop. What an author wrote is quoted in it, shortened and
/// without control characters.
enum ProblemWording {
    static func message(for problem: Problem) -> String {
        switch problem {
        case .unreadable, .notAScenarioFile, .noScenarioInFolder, .tooLarge, .notUTF8, .emptyFile,
            .moreProblems:
            fileMessage(problem)
        case .syntax, .tooManyAliases, .tooManyValues, .tag, .keyIsNotText, .repeatedKey,
            .tooManyRepeatedKeys:
            syntaxMessage(problem)
        case .unreadableInclude, .includeCycle, .includeChainTooLong, .variableInInclude:
            includeMessage(problem)
        case .unsetVariable, .malformedVariable, .invalidVariableName, .variableCycle,
            .tooManyVariables, .tooMuchText:
            variableMessage(problem)
        case .repeatedMatrixValue, .tooManyCombinations, .tooManyValuesCombined,
            .combinationNameTooLong:
            matrixMessage(problem)
        case .unknownKey, .missingKey, .exclusiveKeys, .wrongShape, .unquotedPlaceholder,
            .emptyList, .missingChoice, .secondChoice:
            shapeMessage(problem)
        case .notA, .missingUnit, .outOfBounds, .tooFine, .backwardRange, .unknownName,
            .unsupportedVersion, .nameDiffersFromFile, .repeatedScenario:
            valueMessage(problem)
        case .contradiction(let contradiction):
            message(for: contradiction)
        }
    }

    private static func fileMessage(_ problem: Problem) -> String {
        switch problem {
        case .unreadable(let reason): "cannot be read: \(reason)"
        case .notAScenarioFile: "is not a scenario file; its name must end in .yaml"
        case .noScenarioInFolder: "the folder has no .yaml file in it"
        case .tooLarge(let limit): "is larger than \(SizeText.write(limit))"
        case .notUTF8: "this is not UTF-8"
        case .moreProblems(let limit):
            "the file has more than \(limit) problems; the others are told when these are gone"
        default: "the file is empty"
        }
    }

    private static func syntaxMessage(_ problem: Problem) -> String {
        switch problem {
        case .syntax(let explanation, let suggestQuotes):
            "not YAML: \(explanation)" + (suggestQuotes ? "; a text with braces needs quotes" : "")
        case .tooManyAliases(let limit):
            "the file has more than \(limit) YAML aliases"
        case .tooManyValues(let limit):
            "the file has more than \(limit) values, its aliases resolved"
        case .tag(let tag):
            "the YAML tag \(quote(tag)) has no meaning here"
        case .keyIsNotText:
            "a key is a word, not a list or a map"
        case .repeatedKey(let key, let line):
            "the key \(quote(key)) is repeated"
                + (line.map { "; it is in line \($0) already" } ?? " in this map")
        default:
            "the file has more repeated keys than are worth naming"
        }
    }

    private static func shapeMessage(_ problem: Problem) -> String {
        switch problem {
        case .unknownKey(let key, let known):
            "unknown key \(quote(key))"
                + (MeantKey.hint(for: key, among: known) ?? hint(for: key, among: known))
        case .missingKey(let key):
            "the key '\(key)' is missing"
        case .exclusiveKeys(let first, let second):
            "'\(second)' cannot stand beside '\(first)'; choose one"
        case .wrongShape(let expected, let found):
            found == .nothing
                ? "the value is missing; expected \(expected.words)"
                : "expected \(expected.words), found \(found.rawValue)"
        case .unquotedPlaceholder(let name):
            "YAML takes {\(printable(name))} for a map; quote it: \"{\(printable(name))}\""
        case .emptyList:
            "the list is empty; it needs at least one entry"
        case .missingChoice(let choice, let known):
            "the entry has no \(choice.rawValue); expected one of \(list(known))"
        case .secondChoice(let choice, let second, let first):
            "a second \(choice.rawValue) '\(second)' beside '\(first)'; make it an entry of its own"
        default:
            preconditionFailure("Only problems of shape are worded here.")
        }
    }

    private static func valueMessage(_ problem: Problem) -> String {
        switch problem {
        case .notA(let expected, let text):
            "\(quote(text)) is not \(expected.words)" + hint(for: text, expecting: expected)
        case .missingUnit(let expected, let text):
            "\(quote(text)) has no unit; expected \(expected.words)"
                + hint(for: text, expecting: expected)
        case .outOfBounds(let text, let minimum, let maximum):
            "\(quote(text)) is out of bounds; expected \(minimum) to \(maximum)"
                + (maximum == "100%" ? hint(for: text, expecting: .share) : "")
        case .tooFine(let text, let unit):
            "\(quote(text)) is finer than one \(unit)"
        case .backwardRange(let text):
            "the range \(quote(text)) ends before it begins"
        case .unknownName(let kind, let name, let known):
            "unknown \(kind.rawValue) \(quote(name))" + hint(for: name, among: known)
        case .unsupportedVersion(let version):
            "version \(quote(version)) is not supported; this build reads version "
                + String(ScenarioDescription.version)
        case .nameDiffersFromFile(let name, let file):
            "the scenario is called \(quote(name)) but its file is called \(quote(file))"
        case .repeatedScenario(let name, let firstFile):
            "the scenario is called \(quote(name)) as that of \(firstFile) is; reports need a name "
                + "of its own for each"
        default:
            preconditionFailure("Only problems of values are worded here.")
        }
    }

    /// The value that was probably meant.
    private static func hint(for text: String, expecting expected: Problem.Expected) -> String {
        guard let meant = MeantValue.nearest(to: text, expecting: expected), meant != text else {
            return ""
        }
        return "; did you mean '\(meant)'?"
    }

    /// What was probably meant, or else what there is.
    static func hint(for name: String, among known: [String]) -> String {
        if let meant = Suggestion.nearest(to: name, among: known) {
            return "; did you mean '\(printable(meant))'?"
        }
        return known.isEmpty ? "" : "; expected one of \(list(known))"
    }

    /// An author's text in quotes, shortened.
    static func quote(_ text: String) -> String {
        "'" + shortened(text, to: 60) + "'"
    }

    /// The start of a text that an author may have written, without control characters.
    static func shortened(_ text: String, to limit: Int) -> String {
        let isLong = text.unicodeScalars.count > limit
        return printable(String(text.unicodeScalars.prefix(limit))) + (isLong ? "…" : "")
    }

    private static func printable(_ text: String) -> String {
        DiagnosticRenderer.printable(text)
    }

    private static func list(_ names: [String]) -> String {
        let limit = 24
        let shown = printable(names.prefix(limit).joined(separator: ", "))
        return names.count > limit ? shown + ", …" : shown
    }
}
