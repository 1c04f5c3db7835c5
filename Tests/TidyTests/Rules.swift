/// What every source file must keep, as functions from a file to what is wrong with it.
enum Rules {
    /// No file is longer than this.
    static let longestFile = 400

    /// The modules of rehearsed code and of what must not disturb it.
    static let rehearsedModules = [
        "EventsAndEffects", "SQLiteStorage", "SimulatedWorld", "SimulationKernel", "Simulator",
    ]

    /// What rehearsed code must not say: it would escape the simulation or differ between runs.
    private static let forbidden = [
        "Task {", "Task.detached", "Task.sleep", "Date()", "ContinuousClock", "SuspendingClock",
        "UUID()", "SystemRandomNumberGenerator",
    ]

    /// The file is too long to be about one idea.
    static func length(_ file: SourceFile) -> [String] {
        file.lines.count > longestFile
            ? ["\(file.path) has \(file.lines.count) lines; \(longestFile) are the most"] : []
    }

    /// Rehearsed code escapes the simulation.
    static func escapes(_ file: SourceFile) -> [String] {
        guard let module = file.module, rehearsedModules.contains(module) else { return [] }
        return file.code.enumerated().flatMap { index, line -> [String] in
            var found = forbidden.filter { contains(line, word: $0) }
            if line.contains(".random("), !line.contains("using:") { found.append(".random(") }
            return found.map { "\(file.path):\(index + 1): '\($0)' escapes the simulation" }
        }
    }

    /// A closure in the server leaves its caller's actor: a capture list makes an async closure one
    /// that runs elsewhere, and a debug and an optimised build differ in when it comes back.
    static func detours(_ file: SourceFile) -> [String] {
        guard file.module == "EventsAndEffects" else { return [] }
        return file.code.enumerated().filter { _, line in
            line.prefix(upTo: line.firstRange(of: "{ [")?.lowerBound ?? line.startIndex)
                .contains("await ")
        }.map { index, _ in
            "\(file.path):\(index + 1): an async closure with a capture list leaves its actor"
        }
    }

    /// What makes runs: of the shipped server, if it is told of no other.
    private static let runMakers = ["SeedSweep(", "SimulationRun(", "CrashSweep(", "Shrinker("]

    /// The command's own code where the shipped server is meant.
    private static let shippedPlaces = [
        "Sources/rehearse/Rehearsed.swift", "Sources/rehearse/RehearseCommand.swift",
        "Sources/rehearse/SelfTest/ControlRuns.swift",
    ]

    /// A subcommand runs the shipped server, though another package's command may be about another.
    static func forgottenServers(_ file: SourceFile) -> [String] {
        guard file.module == "rehearse", !shippedPlaces.contains(file.path) else { return [] }
        return file.code.enumerated().compactMap { index, line in
            let forgets = runMakers.contains { maker in
                contains(line, word: maker)
                    && !call(maker, in: file.code[index...]).contains("architecture:")
            }
            guard forgets || contains(line, word: "shipped") else { return nil }
            return "\(file.path):\(index + 1): runs the shipped server; '.rehearsed' is meant"
        }
    }

    /// The text of a call that begins in the first of some lines, up to its closing parenthesis.
    private static func call(_ name: String, in lines: ArraySlice<String>) -> String {
        let text = lines.joined(separator: "\n")
        guard let start = text.firstRange(of: name) else { return "" }
        var depth = 1
        let arguments = text[start.upperBound...].prefix { character in
            if character == "(" { depth += 1 }
            if character == ")" { depth -= 1 }
            return depth > 0
        }
        return String(arguments)
    }

    /// Something is left to do.
    static func leftovers(_ file: SourceFile) -> [String] {
        let marks = ["TO" + "DO", "FIX" + "ME"]
        return file.lines.enumerated().flatMap { index, line in
            marks.filter { contains(line, word: $0) }
                .map { "\(file.path):\(index + 1): '\($0)' is left" }
        }
    }

    /// The top level has something else than what belongs there; dotfiles may.
    static func topLevel(_ names: [String]) -> [String] {
        let expected = [
            "Package.swift", "README.md", "Reports", "Scenarios", "Sources", "Tests",
        ]
        let visible = names.filter { !$0.hasPrefix(".") }
        return visible.filter { !expected.contains($0) }.map { "'\($0)' does not belong there" }
            + expected.filter { !visible.contains($0) }.map { "'\($0)' is missing" }
    }

    /// Whether a line has a word that is not the end of a longer one.
    private static func contains(_ line: String, word: String) -> Bool {
        line.ranges(of: word).contains { range in
            guard range.lowerBound > line.startIndex else { return true }
            let before = line[line.index(before: range.lowerBound)]
            return !before.isLetter && !before.isNumber && before != "_"
        }
    }
}
