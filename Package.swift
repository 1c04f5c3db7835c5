// swift-tools-version: 6.3
import PackageDescription

let package = Package(
    name: "rehearsal",
    products: [
        .executable(name: "rehearse", targets: ["rehearse"]),
        .library(name: "EventsAndEffects", targets: ["EventsAndEffects"]),
        .library(name: "SQLiteStorage", targets: ["SQLiteStorage"]),
        .library(name: "SimulationKernel", targets: ["SimulationKernel"]),
        .library(name: "Rehearsal", targets: ["Rehearsal"]),
        .library(name: "RehearseCommand", targets: ["RehearseCommand"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
        .package(url: "https://github.com/apple/swift-collections", exact: "1.6.0"),
        .package(url: "https://github.com/apple/swift-log", exact: "1.16.2"),
        .package(url: "https://github.com/jpsim/Yams", exact: "6.2.2"),
    ],
    targets: [
        // The architecture under test, usable in production.
        .target(
            name: "EventsAndEffects",
            dependencies: [
                .product(name: "Logging", package: "swift-log"),
                .product(name: "DequeModule", package: "swift-collections"),
            ]
        ),
        // The system's libsqlite3.
        .systemLibrary(
            name: "CSQLite",
            pkgConfig: "sqlite3",
            providers: [.apt(["libsqlite3-dev"])]
        ),
        // The stores on libsqlite3, with migrations.
        .target(name: "SQLiteStorage", dependencies: ["EventsAndEffects", "CSQLite"]),
        // Virtual clock, executor, policies, random streams: knows nothing of chat.
        .target(
            name: "SimulationKernel",
            dependencies: [.product(name: "DequeModule", package: "swift-collections")]
        ),
        // The facts, the History, its JSON-lines form.
        .target(name: "Histories", dependencies: ["EventsAndEffects"]),
        // One file per invariant: streaming checkers over facts.
        .target(name: "Invariants", dependencies: ["Histories"]),
        // The typed Scenario; Scenario + seed -> Plan.
        .target(
            name: "Scenarios",
            dependencies: ["EventsAndEffects", "Histories", "SimulationKernel"]
        ),
        // YAML with positions <-> Scenario; diagnostics; JSON Schema.
        .target(
            name: "ScenarioFormat",
            dependencies: [
                "EventsAndEffects", "Histories", "Scenarios",
                .product(name: "Yams", package: "Yams"),
            ]
        ),
        // Everything around the server: sockets, clients, mock LLM, hosts, faults.
        .target(
            name: "SimulatedWorld",
            dependencies: [
                "SimulationKernel", "SQLiteStorage", "Scenarios", "Histories", "EventsAndEffects",
                "CSQLite",
                .product(name: "DequeModule", package: "swift-collections"),
                .product(name: "Logging", package: "swift-log"),
            ]
        ),
        // Runs a plan under the checkers; sweeps over seeds.
        .target(
            name: "Simulator",
            dependencies: [
                "SimulatedWorld", "Invariants", "Scenarios", "Histories", "SimulationKernel",
            ]
        ),
        // Verdict and History -> terminal, Markdown, JSON, pages, traces, pictures.
        .target(
            name: "Reporting",
            dependencies: [
                "Simulator", "Invariants", "Scenarios", "Histories", "SimulationKernel",
                "EventsAndEffects",
            ],
            // In the binary itself, so that it can be copied alone.
            resources: [.embedInCode("Pages/Assets")]
        ),
        // A server of one's own through all of that, for the tests of other packages.
        .target(
            name: "Rehearsal",
            dependencies: [
                "Reporting", "Simulator", "SimulatedWorld", "ScenarioFormat", "Scenarios",
                "Invariants", "Histories", "SimulationKernel", "EventsAndEffects",
            ]
        ),
        // The architecture with one real-world defect each: the harness's own test.
        .target(name: "PlantedDefects", dependencies: ["EventsAndEffects"]),
        // The command, of any server's architecture; one file per subcommand.
        .target(
            name: "RehearseCommand",
            dependencies: [
                "Rehearsal", "Reporting", "PlantedDefects", "Simulator", "SimulatedWorld",
                "ScenarioFormat", "Scenarios", "Invariants", "Histories", "SimulationKernel",
                "SQLiteStorage", "EventsAndEffects",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            path: "Sources/rehearse",
            exclude: ["Main"]
        ),
        // The command of the shipped architecture.
        .executableTarget(
            name: "rehearse",
            dependencies: ["RehearseCommand"],
            path: "Sources/rehearse/Main"
        ),
        // How fast it is: one file per benchmark.
        .executableTarget(
            name: "rehearse-bench",
            dependencies: [
                "Reporting", "Simulator", "SimulatedWorld", "Scenarios", "SQLiteStorage",
                "SimulationKernel", "CSQLite",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ]
        ),
        // A server that is not the same every time: what a determinism check must find.
        .executableTarget(
            name: "rehearse-leaky",
            dependencies: ["RehearseCommand", "Rehearsal", "EventsAndEffects"],
            path: "Tests/LeakyServer"
        ),
        // Sources with one mistake each: what may go wrong in a line, and many of it in one build.
        .target(name: "SourceMutations"),
        // Runs the scenarios against mutants of the server: a tool for who works on the harness.
        .executableTarget(
            name: "rehearse-mutate",
            dependencies: [
                "SourceMutations", "Reporting", "Simulator", "ScenarioFormat", "Scenarios",
                "Invariants", "SimulationKernel", "SQLiteStorage",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Yams", package: "Yams"),
            ],
            exclude: ["excused.yaml"]
        ),
        // Keys, frames, JSON; the server's parts on a virtual clock, the whole server on a real one.
        .testTarget(
            name: "EventsAndEffectsTests",
            dependencies: [
                "EventsAndEffects", "SimulationKernel", "StoreConformance",
                .product(name: "Logging", package: "swift-log"),
            ]
        ),
        // What every store must do, as bodies of tests.
        .target(
            name: "StoreConformance",
            dependencies: ["EventsAndEffects", "SimulationKernel"],
            path: "Tests/StoreConformance"
        ),
        // The laws of a store on SQLite, real files, migrations, the oracle, the observer of rows.
        .testTarget(
            name: "SQLiteStorageTests",
            dependencies: [
                "CSQLite", "EventsAndEffects", "SQLiteStorage", "SimulatedWorld",
                "StoreConformance",
            ]
        ),
        // Clock, policies, crashes, escapes, replay: the kernel's laws.
        .testTarget(name: "SimulationKernelTests", dependencies: ["SimulationKernel"]),
        // JSON lines there and back, exact errors, garbage.
        .testTarget(
            name: "HistoriesTests",
            dependencies: ["EventsAndEffects", "Histories", "SimulationKernel"]
        ),
        // Every checker where it must fire, where it must not, and where it cannot tell.
        .testTarget(
            name: "InvariantsTests",
            dependencies: ["Invariants", "Histories", "SimulationKernel"]
        ),
        // Plans are pure, streams independent, distributions what they say.
        .testTarget(
            name: "ScenariosTests",
            dependencies: ["EventsAndEffects", "Histories", "Scenarios", "SimulationKernel"]
        ),
        // As much of JSON Schema as the tests of schemas and of traces need.
        .target(
            name: "SchemaValidation",
            dependencies: ["EventsAndEffects"],
            path: "Tests/SchemaValidation"
        ),
        // Every message, the fuzzed parser, the round trip, the schema.
        .testTarget(
            name: "ScenarioFormatTests",
            dependencies: [
                "EventsAndEffects", "Histories", "ScenarioFormat", "Scenarios",
                "SchemaValidation", "SimulationKernel",
                .product(name: "Yams", package: "Yams"),
            ],
            exclude: ["Snapshots"]
        ),
        // What the world does to a server, seen in the facts of small runs.
        .testTarget(
            name: "SimulatedWorldTests",
            dependencies: [
                "Simulator", "SimulatedWorld", "Scenarios", "Histories", "SimulationKernel",
                "SQLiteStorage", "EventsAndEffects",
            ]
        ),
        // Determinism, verdicts, crashes at any step, combined faults over seeds.
        .testTarget(
            name: "SimulatorTests",
            dependencies: [
                "Simulator", "EventsAndEffects", "PlantedDefects", "SimulatedWorld", "Scenarios",
                "Invariants", "Histories", "SimulationKernel",
            ]
        ),
        // Tables, evidence, causal chains and the ordering report, to the byte.
        .testTarget(
            name: "ReportingTests",
            dependencies: [
                "Reporting", "Simulator", "Invariants", "Scenarios", "Histories",
                "SimulationKernel", "EventsAndEffects", "SchemaValidation",
            ],
            exclude: ["Snapshots"]
        ),
        // Every planted defect is caught by an invariant that is meant to.
        .testTarget(
            name: "PlantedDefectsTests",
            dependencies: [
                "PlantedDefects", "Simulator", "SimulatedWorld", "ScenarioFormat", "Scenarios",
                "Invariants",
            ],
            exclude: ["Schedules"]
        ),
        // A server with other parts, its outcomes and errors; the article's code is the example's.
        .testTarget(
            name: "RehearsalTests",
            dependencies: [
                "Rehearsal", "RehearseCommand", "PlantedDefects", "Histories", "SimulationKernel",
                "EventsAndEffects",
            ]
        ),
        // The command as a process, how it reads its options, and the library of scenarios.
        .testTarget(
            name: "RehearseTests",
            dependencies: [
                "rehearse", "rehearse-leaky", "RehearseCommand", "ScenarioFormat", "Scenarios",
                "Simulator", "Invariants", "SimulationKernel",
            ]
        ),
        // Each kind of mistake, to the byte; excuses and figures.
        .testTarget(
            name: "SourceMutationsTests",
            dependencies: ["SourceMutations", "rehearse-mutate", "Reporting"]
        ),
        // Medians, ratios and tables of benchmarks, and the tape of statements; nothing timed.
        .testTarget(
            name: "RehearseBenchTests",
            dependencies: [
                "rehearse-bench", "SQLiteStorage", "EventsAndEffects",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ]
        ),
        // What every source file must keep.
        .testTarget(name: "TidyTests"),
    ]
)

for target in package.targets where target.type != .system {
    target.swiftSettings = [
        // SE-0335: `any` marks what is dispatched dynamically.
        .enableUpcomingFeature("ExistentialAny"),
        // SE-0409: what a module exports is said at its imports.
        .enableUpcomingFeature("InternalImportsByDefault"),
        // SE-0444: a file imports what it uses.
        .enableUpcomingFeature("MemberImportVisibility"),
        // SE-0470: a conformance keeps its type's isolation.
        .enableUpcomingFeature("InferIsolatedConformances"),
        // SE-0481: a weak capture may be a constant.
        .enableUpcomingFeature("ImmutableWeakCaptures"),
        // SE-0461: an async function stays on its caller's executor.
        .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
        .treatAllWarnings(as: .error),
    ]
}
