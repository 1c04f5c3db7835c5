import Reporting
import Simulator

/// What the self-test found: for each defect who caught it, and who survived.
struct SelfTestReport {
    /// How many invariants are named besides the first.
    private static let namedInvariants = 2

    let catches: [(id: String, caught: DefectHunt.Catch?)]
    /// The scenarios in which the shipped architecture was flagged, with what.
    let falseAlarms: [String]

    /// Whether every defect was caught and nothing else.
    var hasPassed: Bool { survivors.isEmpty && falseAlarms.isEmpty }

    private var survivors: [String] { catches.filter { $0.caught == nil }.map(\.id) }

    /// The report, with the end of its last line.
    func text(_ style: TextStyle) -> String {
        var table = TerminalTable([
            ("defect", .left), ("scenario", .left), ("seed", .right), ("seeds tried", .right),
            ("runs", .right), ("caught by", .left),
        ])
        for (id, caught) in catches {
            guard let caught else {
                table.add([.init(id), "–", "–", "–", "–", .init("SURVIVED", .bad)])
                continue
            }
            let rest = caught.invariants.count - 1 - Self.namedInvariants
            let names = caught.invariants.prefix(1 + Self.namedInvariants).joined(separator: ", ")
            table.add([
                .init(id), .init(caught.scenario), .init("\(caught.seed)"),
                .init(NumberText.grouped(caught.rounds)), .init(NumberText.grouped(caught.runs)),
                .init(
                    names + (rest > 0 ? " and \(rest) more" : "")
                        + (caught.isExpected ? "" : " (not the expected one)"),
                    caught.isExpected ? .good : .doubtful
                ),
            ])
        }
        return (table.lines(style) + [""] + summary(style)).map { $0 + "\n" }.joined()
    }

    private func summary(_ style: TextStyle) -> [String] {
        var lines = falseAlarms.map {
            style.paint("FALSE ALARM  shipped architecture: \($0)", .bad)
        }
        if falseAlarms.isEmpty {
            lines.append("The shipped architecture passed the same scenarios at the same seeds.")
        }
        let caught = catches.count - survivors.count
        lines.append(
            "\(caught) of \(NumberText.count(catches.count, "planted defect")) caught"
                + (survivors.isEmpty ? "" : "; survivors: " + survivors.joined(separator: ", "))
        )
        return lines
    }
}
