import Histories
import Reporting

/// Lets somebody step through a run: with keys in a terminal, with lines of input elsewhere.
struct StepSession {
    private static let keys =
        "→ or Enter: next   ←: back   ↓ ↑: ten at once   f: next fault   q: end"

    let name: String
    let style: TextStyle

    /// Steps until the end is asked for, or the input ends.
    func run(_ walk: inout FactWalk) {
        guard let terminal = RawTerminal() else { return runLines(&walk) }
        defer { terminal.restore() }
        var note = ""
        while true {
            Terminal.write("\u{1B}[H\u{1B}[2J" + screen(walk) + "\n\(note)\n\(Self.keys)\n")
            let command = StepCommand(key: terminal.key())
            if command == .quit { return Terminal.write("\n") }
            if case .unknown = command {
                note = "That key means nothing here."
            } else {
                note = perform(command, &walk) ?? ""
            }
        }
    }

    private func runLines(_ walk: inout FactWalk) {
        Terminal.write(screen(walk))
        while let line = readLine() {
            let command = StepCommand(line: line)
            if command == .quit { return }
            let note = perform(command, &walk)
            Terminal.write("\n" + (note.map { $0 + "\n" } ?? screen(walk)))
        }
    }

    /// Does what is asked for; returns what to say if that is not possible.
    private func perform(_ command: StepCommand, _ walk: inout FactWalk) -> String? {
        switch command {
        case .move(let count):
            if walk.go(by: count) { return nil }
            return count > 0 ? "This was the last fact." : "Nothing is before this."
        case .fault: return walk.goToFault() ? nil : "No fault comes any more."
        case .instant(let instant):
            walk.go(to: instant)
            return nil
        case .unknown(let word):
            return
                "'\(word)' means nothing here; 'n', 'b', 'f', an instant such as 3.4s, or 'q' do."
        case .quit: return nil
        }
    }

    private func screen(_ walk: FactWalk) -> String {
        let fact =
            walk.fact.map { FactWording.line(for: $0, sessions: walk.history.sessions) }
            ?? "before the first fact"
        let concerned = walk.session ?? walk.fact.flatMap { $0.session.isNone ? nil : $0.session }
        let report = StateReport(
            walk.state,
            sessions: walk.history.sessions,
            session: concerned,
            style: style
        )
        let place = "fact \(walk.position + 1) of \(walk.history.facts.count)"
        return "\(name), \(place)\n" + style.paint(fact, .heading) + "\n\n" + report.text
    }
}
