import Testing

/// Each rule, where it must fire and where it must not.
@Suite struct RuleTests {
    private func file(_ text: String, in path: String = "Sources/Simulator/A.swift") -> SourceFile {
        SourceFile(path: path, text: text)
    }

    @Test func `A file of 401 lines is too long, one of 400 is not`() {
        #expect(
            Rules.length(file(String(repeating: "//\n", count: 401))) == [
                "Sources/Simulator/A.swift has 401 lines; 400 are the most"
            ]
        )
        #expect(Rules.length(file(String(repeating: "//\n", count: 400))).isEmpty)
    }

    @Test(arguments: [
        ("Task { run() }", "Task {"), ("    Task.detached(operation: run)", "Task.detached"),
        ("try await Task.sleep(for: .seconds(1))", "Task.sleep"), ("let now = Date()", "Date()"),
        ("ContinuousClock().now", "ContinuousClock"), ("SuspendingClock()", "SuspendingClock"),
        ("let id = UUID()", "UUID()"), ("Int.random(in: 1...6)", ".random("),
        ("var generator = SystemRandomNumberGenerator()", "SystemRandomNumberGenerator"),
    ])
    func `Rehearsed code must not escape`(line: String, word: String) {
        #expect(
            Rules.escapes(file("// one\n" + line)) == [
                "Sources/Simulator/A.swift:2: '\(word)' escapes the simulation"
            ]
        )
    }

    @Test(arguments: [
        "/// Unlike Task { } this stays inside.", "let text = \"Task.sleep\"",
        "Int.random(in: 1...6, using: &stream)", "func runTask {", "let date = Update()",
        "run() // not with Date()",
    ])
    func `What only speaks of it, or looks like it, is no escape`(line: String) {
        #expect(Rules.escapes(file(line)).isEmpty)
    }

    @Test func `Code that is not rehearsed may know the time`() {
        #expect(Rules.escapes(file("Date()", in: "Sources/rehearse/A.swift")).isEmpty)
        #expect(Rules.escapes(file("Date()", in: "Tests/SimulatorTests/A.swift")).isEmpty)
    }

    @Test func `An async closure of the server must not leave its actor`() {
        let path = "Sources/EventsAndEffects/A.swift"
        #expect(
            Rules.detours(file("try await run { [store] in", in: path)) == [
                "\(path):1: an async closure with a capture list leaves its actor"
            ]
        )
        #expect(Rules.detours(file("try await run {", in: path)).isEmpty)
        #expect(Rules.detours(file("start({ [a] in await run(a) })", in: path)).isEmpty)
        #expect(Rules.detours(file("await run { [store] in")).isEmpty)
    }

    @Test(arguments: [
        "SeedSweep(scenario: a, jobs: 1)", "let run = SimulationRun(\n    scenario: b(c)\n).run(a)",
        "Simulator.CrashSweep(scenario: a)", "Shrinker(jobs: 1)", "a ?? .shipped",
    ])
    func `The command runs the server that it is about`(text: String) {
        let path = "Sources/rehearse/A.swift"
        #expect(
            Rules.forgottenServers(file(text, in: path)) == [
                "\(path):1: runs the shipped server; '.rehearsed' is meant"
            ]
        )
        #expect(Rules.forgottenServers(file(text)).isEmpty)
        #expect(Rules.forgottenServers(file(text, in: "Sources/rehearse/Rehearsed.swift")).isEmpty)
    }

    @Test(arguments: [
        "SeedSweep(\n    scenario: a(b),\n    architecture: .rehearsed\n)",
        "FailureShrinker(jobs: 1)", "// SeedSweep(jobs: 1)", "CrashSweep.self",
    ])
    func `Whoever names the architecture has not forgotten it`(text: String) {
        #expect(Rules.forgottenServers(file(text, in: "Sources/rehearse/A.swift")).isEmpty)
    }

    @Test func `Nothing is left to do`() {
        let mark = "TO" + "DO"
        #expect(
            Rules.leftovers(file("let a = 1 // \(mark): b")) == [
                "Sources/Simulator/A.swift:1: '\(mark)' is left"
            ]
        )
        #expect(Rules.leftovers(file("let a = 1 // nothing")).isEmpty)
    }

    @Test(arguments: [
        ("Histories", "import Invariants"), ("EventsAndEffects", "public import Histories"),
        ("SQLiteStorage", "package import SimulationKernel"), ("Scenarios", "import Yams"),
        ("Reporting", "internal import ScenarioFormat"),
        ("SimulationKernel", "@preconcurrency import EventsAndEffects"),
    ])
    func `A module must not import what stands above it`(module: String, line: String) {
        let imported = line.split(separator: " ").last ?? ""
        #expect(
            ModuleTable.violations(file(line, in: "Sources/\(module)/A.swift")) == [
                "Sources/\(module)/A.swift:1: \(module) may not import \(imported)"
            ]
        )
    }

    @Test(arguments: [
        ("Simulator", "package import Histories"), ("rehearse", "import ArgumentParser"),
        ("Reporting", "import EventsAndEffects"), ("SimulatedWorld", "import CSQLite"),
        ("Histories", "import Glibc"), ("Histories", "let a = 1 // import Invariants"),
    ])
    func `A module may import what it is built on`(module: String, line: String) {
        #expect(ModuleTable.violations(file(line, in: "Sources/\(module)/A.swift")).isEmpty)
    }

    @Test func `A module without a row is noticed`() {
        #expect(
            ModuleTable.violations(file("import Swift", in: "Sources/Novelty/A.swift")) == [
                "Sources/Novelty/A.swift: the module table has no row for Novelty"
            ]
        )
    }

    @Test func `The top level is fixed`() {
        let names = [
            ".ci", "Package.swift", "README.md", "Reports", "Scenarios", "Sources", "Tests",
        ]
        #expect(Rules.topLevel(names).isEmpty)
        #expect(Rules.topLevel(names + ["scratch"]) == ["'scratch' does not belong there"])
        #expect(Rules.topLevel(names.filter { $0 != "Reports" }) == ["'Reports' is missing"])
    }
}
