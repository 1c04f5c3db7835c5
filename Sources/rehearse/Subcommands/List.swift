import ArgumentParser
import Histories
import Invariants
import PlantedDefects
import Reporting
import ScenarioFormat
import Scenarios

/// `rehearse list`: what there is to name in scenarios and reports.
struct List: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Lists what scenarios and reports can name.",
        subcommands: [
            Invariants.self, Faults.self, Facts.self, Conditions.self, Defects.self,
            Coverage.self,
        ]
    )
}

extension List {
    /// `rehearse list invariants`.
    struct Invariants: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Lists the invariants, with what each demands."
        )

        func run() {
            var table = TerminalTable([("id", .left), ("from", .left), ("holds when", .left)])
            for invariant in InvariantRegistry.all {
                table.add([
                    .init(invariant.id), .init(invariant.specification.joined(separator: ", ")),
                    .init(invariant.statement),
                ])
            }
            table.print()
        }
    }

    /// `rehearse list faults`.
    struct Faults: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Lists the kinds of fault that a scenario can inject."
        )

        func run() {
            var table = TerminalTable([
                ("fault", .left), ("settings", .left), ("what happens", .left),
            ])
            for fault in FaultCatalog.entries {
                table.add([
                    .init(fault.name), .init(fault.settings.joined(separator: ", ")),
                    .init(fault.documentation),
                ])
            }
            table.print()
        }
    }

    /// `rehearse list facts`.
    struct Facts: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Lists the facts that triggers can wait for and histories consist of."
        )

        func run() {
            var table = TerminalTable([
                ("fact", .left), ("of a session", .left), ("what was observed", .left),
            ])
            for kind in FactKind.allCases {
                table.add([
                    .init(kind.rawValue), kind.canHaveSession ? "yes" : "no", .init(kind.meaning),
                ])
            }
            table.print()
        }
    }

    /// `rehearse list conditions`.
    struct Conditions: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Lists the conditions that 'expect: sometimes' can name."
        )

        func run() {
            var table = TerminalTable([("condition", .left), ("what must have been seen", .left)])
            for situation in SometimesName.Situation.allCases {
                table.add([.init(situation.rawValue), .init(situation.meaning)])
            }
            table.add([
                "concurrent-sessions(N)", "N sessions had an unanswered request at once.",
            ])
            table.print()
        }
    }

    /// `rehearse list defects`.
    struct Defects: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Lists the planted defects of 'rehearse self-test'."
        )

        func run() {
            var table = TerminalTable([
                ("defect", .left), ("expected", .left), ("what is wrong", .left),
            ])
            for defect in PlantedDefect.all {
                table.add([
                    .init(defect.id), .init(defect.expected.joined(separator: ", ")),
                    .init(defect.summary),
                ])
            }
            table.print()
        }
    }

    /// `rehearse list coverage`.
    struct Coverage: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Lists what the specification asks, and which scenarios rehearse and which "
                + "invariants check it."
        )

        @OptionGroup var scenarios: ScenarioOptions

        func run() throws {
            let entries = try scenarios.load()
            var table = TerminalTable([
                ("item", .left), ("what it asks", .left), ("rehearsed by", .left),
                ("checked by", .left),
            ])
            for item in CoverageID.all {
                let invariants = InvariantRegistry.all.filter {
                    $0.specification.contains(item.text)
                }
                let names = entries.filter { $0.scenario.covers.contains(item) }
                    .map(\.ownName).reduce(into: [String]()) { names, name in
                        if names.last != name { names.append(name) }
                    }
                table.add([
                    .init(item.text), .init(item.title),
                    names.isEmpty ? .init("nothing", .bad) : .init(names.joined(separator: ", ")),
                    .init(invariants.map(\.id).joined(separator: ", ")),
                ])
            }
            table.print()
        }
    }
}

extension TerminalTable {
    /// Writes the table to standard output.
    fileprivate func print() {
        Terminal.write(lines(Terminal.outputStyle).map { $0 + "\n" }.joined())
    }
}
