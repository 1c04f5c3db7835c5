internal import Scenarios

/// Reads scenario files, strictly: what is not understood completely is an error.
///
/// All errors of a file, and of those that it includes, are found in one pass. Bad input of any kind
/// costs bounded time and never ends the process.
package struct ScenarioParser: Sendable {
    private let knownInvariants: [String]
    private let settings: [VariableSetting]
    private let files: SourceFiles

    /// Makes a parser.
    ///
    /// - Parameters:
    ///   - knownInvariants: the ids that `always` and `verdict` may name.
    ///   - settings: values of variables and matrix keys that go before those in the files.
    ///   - files: where included files are.
    package init(
        knownInvariants: [String],
        settings: [VariableSetting] = [],
        files: SourceFiles = .disk
    ) {
        self.knownInvariants = knownInvariants
        self.settings = settings
        self.files = files
    }

    /// Reads the text of a file.
    package func parse(text: String, fileName: String) -> ParsedFile {
        parse(bytes: Array(text.utf8), fileName: fileName)
    }

    /// Reads the bytes of a file, which must be UTF-8.
    package func parse(bytes: [UInt8], fileName: String) -> ParsedFile {
        guard bytes.count <= SourceText.longestFile else {
            let problem = Problem.tooLarge(limit: SourceText.longestFile)
            return ParsedFile(result: .invalid([.unplaced(problem, fileName)]))
        }
        let (source, firstBroken) = SourceText.decoded(bytes, fileName: fileName)
        if let firstBroken {
            let problems = DiagnosticList([source]).diagnostics([(.notUTF8, firstBroken)])
            return ParsedFile(result: .invalid(problems))
        }
        return parse(source)
    }

    private func parse(_ source: SourceText) -> ParsedFile {
        var assembly = FileAssembly(files)
        guard let root = assembly.assemble(source) else {
            let problems = DiagnosticList(assembly.sources).diagnostics(assembly.problems)
            return ParsedFile(
                result: .invalid(problems),
                includedFiles: source.includedFiles,
                isNamed: true
            )
        }
        let plan = VariantPlan(root, settings: settings)
        let hasAll = !assembly.isIncomplete && plan.isReadable
        var report = VariantReport()
        report.add((assembly.problems + plan.problems).filter { hasAll || !$0.problem.isAbsence })
        for combination in plan.combinations where !report.isFull {
            let settings = plan.settings(of: combination)
            let variant = read(plan, settings, hasAll: hasAll, in: source)
            report.add(variant.problems, of: combination)
            guard variant.problems.isEmpty, var scenario = variant.scenario else { continue }
            scenario.name += combination.title
            report.add(.init(scenario: scenario, title: combination.title, settings: settings))
        }
        return ParsedFile(
            result: report.result(sources: assembly.sources),
            includedFiles: assembly.sources.dropFirst().map(\.fileName),
            isNamed: root["scenario"] != nil,
            nameLine: root["scenario"].flatMap { $0.position.file == 0 ? $0.position.line : nil },
            variableNames: plan.names
        )
    }

    /// Reads one combination.
    private func read(
        _ plan: VariantPlan,
        _ settings: [VariableSetting],
        hasAll: Bool,
        in source: SourceText
    ) -> (scenario: Scenario?, problems: [PlacedProblem]) {
        var substitution = Substitution(Variables(plan.declarations, settings: settings))
        let root = substitution.apply(to: plan.body)
        var reading = Reading(knownInvariants: knownInvariants)
        let scenario = ScenarioDescription.file.read(
            root,
            defaults: ScenarioDescription.defaults,
            &reading
        )
        if let scenario { checkName(of: scenario, in: source, &reading) }
        // What rests on a value that is not known would only repeat that.
        if let scenario, hasAll, substitution.problems.isEmpty {
            reading.reportContradictions(of: scenario)
        }
        let failed = substitution.failedPlaces
        let read = reading.problems.filter { !failed.contains($0.position) }
        let problems = (substitution.problems + read).filter { hasAll || !$0.problem.isAbsence }
        return (scenario, problems)
    }

    private func checkName(
        of scenario: Scenario,
        in source: SourceText,
        _ reading: inout Reading
    ) {
        let stem = SourcePath.stem(of: source.fileName)
        guard !reading.hasFailed("scenario"), scenario.name != stem else { return }
        let problem = Problem.nameDiffersFromFile(name: scenario.name, file: stem)
        reading.report(
            problem,
            at: reading.position(of: "scenario"),
            insteadOf: nil
        )
    }
}

extension Problem {
    /// Whether something is not there, which may be in what cannot be read.
    fileprivate var isAbsence: Bool {
        switch self {
        case .missingKey, .unsetVariable: true
        default: false
        }
    }
}
