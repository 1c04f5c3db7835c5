import Testing

/// The rules, over the project.
@Suite struct TidyTests {
    @Test func `There are files to look at`() {
        #expect(Project.files.count > 100)
        #expect(Project.files.contains { $0.path == "Tests/TidyTests/TidyTests.swift" })
    }

    @Test(arguments: [
        Rules.length, Rules.escapes, Rules.detours, Rules.forgottenServers, Rules.leftovers,
        ModuleTable.violations,
    ])
    func `Every file keeps the rule`(rule: @Sendable (SourceFile) -> [String]) {
        let problems = Project.files.flatMap(rule)
        #expect(problems.isEmpty, "\(problems.joined(separator: "\n"))")
    }

    @Test func `The top level has what belongs there and nothing else`() throws {
        let problems = Rules.topLevel(try Project.trackedTopLevel())
        #expect(problems.isEmpty, "\(problems.joined(separator: "\n"))")
    }
}
