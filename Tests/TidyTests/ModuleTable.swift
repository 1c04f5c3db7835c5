/// Which modules each module may import: those that its row names, and what these may import.
enum ModuleTable {
    /// The rows, in the order in which modules build on each other.
    private static let rows: [(module: String, imports: [String])] = [
        ("CSQLite", []),
        ("EventsAndEffects", ["Logging", "DequeModule", "OrderedCollections"]),
        ("SQLiteStorage", ["EventsAndEffects", "CSQLite"]),
        ("SimulationKernel", ["DequeModule", "OrderedCollections"]),
        ("Histories", ["EventsAndEffects"]),
        ("Invariants", ["Histories"]),
        ("Scenarios", ["Histories", "SimulationKernel"]),
        ("ScenarioFormat", ["Scenarios", "Yams"]),
        ("SimulatedWorld", ["SimulationKernel", "SQLiteStorage", "Scenarios"]),
        ("Simulator", ["SimulatedWorld", "Invariants"]),
        ("Reporting", ["Simulator"]),
        ("Rehearsal", ["Reporting", "ScenarioFormat"]),
        ("PlantedDefects", ["EventsAndEffects"]),
        (
            "rehearse",
            [
                "RehearseCommand", "Rehearsal", "Reporting", "PlantedDefects", "ScenarioFormat",
                "ArgumentParser",
            ]
        ),
        ("SourceMutations", []),
        (
            "rehearse-mutate",
            ["SourceMutations", "Reporting", "ScenarioFormat", "ArgumentParser"]
        ),
        ("rehearse-bench", ["Reporting", "PlantedDefects", "ScenarioFormat", "ArgumentParser"]),
    ]

    /// What comes with the toolchain and the system; anybody may use it.
    private static let system = [
        "Swift", "Synchronization", "Dispatch", "Foundation", "FoundationEssentials", "Glibc",
        "Darwin",
    ]

    /// The file imports a module that it may not know.
    static func violations(_ file: SourceFile) -> [String] {
        guard let module = file.module else { return [] }
        guard rows.contains(where: { $0.module == module }) else {
            return ["\(file.path): the module table has no row for \(module)"]
        }
        let allowed = reachable(from: module)
        return file.code.enumerated().compactMap { index, line in
            guard let imported = importedModule(line), !system.contains(imported),
                !allowed.contains(imported)
            else { return nil }
            return "\(file.path):\(index + 1): \(module) may not import \(imported)"
        }
    }

    private static func reachable(from module: String) -> Set<String> {
        let row = rows.first { $0.module == module }
        return (row?.imports ?? []).reduce(into: []) { found, imported in
            found.insert(imported)
            found.formUnion(reachable(from: imported))
        }
    }

    /// The module of an import declaration; nil for any other line.
    private static func importedModule(_ line: String) -> String? {
        let words = line.split(separator: " ")
        guard let index = words.firstIndex(of: "import"), index + 1 < words.count,
            words[..<index].allSatisfy({ modifiers.contains(String($0)) || $0.hasPrefix("@") })
        else { return nil }
        return words[index + 1].split(separator: ".").first.map(String.init)
    }

    private static let modifiers = ["public", "package", "internal", "fileprivate", "private"]
}
