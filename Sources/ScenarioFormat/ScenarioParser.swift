package import Scenarios

/// What became of a file.
package enum ParseResult: Equatable, Sendable {
    /// A scenario without problems.
    case scenario(Scenario)
    /// Everything that is wrong with the file, by place.
    case invalid([Diagnostic])
}

/// Reads scenario files, strictly: what is not understood completely is an error.
///
/// All errors of a file are found in one pass. Bad input of any kind costs bounded time and never
/// ends the process.
package struct ScenarioParser: Sendable {
    private let knownInvariants: [String]

    /// Makes a parser.
    ///
    /// - Parameter knownInvariants: the ids that `always` and `verdict` may name.
    package init(knownInvariants: [String]) {
        self.knownInvariants = knownInvariants
    }

    /// Reads the text of a file.
    package func parse(text: String, fileName: String) -> ParseResult {
        // Some editors begin a file with a byte order mark, which the YAML library would indent by.
        let scalars = text.unicodeScalars
        let marked = scalars.first == "\u{FEFF}"
        return parse(
            SourceText(fileName: fileName, text: marked ? String(scalars.dropFirst()) : text)
        )
    }

    /// Reads the bytes of a file, which must be UTF-8.
    package func parse(bytes: [UInt8], fileName: String) -> ParseResult {
        if let text = String(validating: bytes, as: UTF8.self) {
            return parse(text: text, fileName: fileName)
        }
        // Repaired text differs from the bytes first where they are not UTF-8.
        let repaired = SourceText(
            fileName: fileName,
            text: String(decoding: bytes, as: UTF8.self)
        )
        let offset = zip(bytes, repaired.text.utf8).enumerated().first { $1.0 != $1.1 }?.offset
        let position = SourceText.position(ofByte: offset ?? bytes.count, in: bytes)
        return .invalid(Self.diagnostics([(.notUTF8, position)], in: repaired))
    }

    private func parse(_ source: SourceText) -> ParseResult {
        guard source.text.utf8.count <= SourceText.longestFile else {
            let problem = Problem.tooLarge(limit: SourceText.longestFile)
            let diagnostic = Diagnostic(
                fileName: source.fileName,
                position: nil,
                sourceLine: nil,
                problem: problem
            )
            return .invalid([diagnostic])
        }
        var composer = SyntaxComposer(source)
        guard let root = composer.compose() else {
            return .invalid(Self.diagnostics(composer.problems, in: source))
        }
        var reading = Reading(knownInvariants: knownInvariants)
        let scenario = ScenarioDescription.file.read(
            root,
            defaults: ScenarioDescription.defaults,
            &reading
        )
        if let scenario {
            checkName(of: scenario, in: source, &reading)
            reading.reportContradictions(of: scenario)
        }
        let problems = composer.problems + reading.problems
        guard problems.isEmpty, let scenario else {
            return .invalid(Self.diagnostics(problems, in: source))
        }
        return .scenario(scenario)
    }

    private func checkName(
        of scenario: Scenario,
        in source: SourceText,
        _ reading: inout Reading
    ) {
        guard !reading.hasFailed("scenario"), scenario.name != source.stem else { return }
        let problem = Problem.nameDiffersFromFile(name: scenario.name, file: source.stem)
        reading.report(
            problem,
            at: reading.position(of: "scenario"),
            insteadOf: nil
        )
    }

    private static func diagnostics(
        _ problems: [(problem: Problem, position: SourcePosition)],
        in source: SourceText
    ) -> [Diagnostic] {
        let lines = source.lines()
        return problems.map { problem, position in
            let index = position.line - 1
            return Diagnostic(
                fileName: source.fileName,
                position: position,
                sourceLine: lines.indices.contains(index) ? lines[index] : nil,
                problem: problem
            )
        }.sorted(by: Diagnostic.precedes)
    }
}
