internal import EventsAndEffects
internal import Scenarios

extension ScenarioExplanation {
    /// How much of the plan is told if not all of it is.
    private static let told = (sessions: 3, messages: 2)

    /// Writes what the seed has drawn for each session.
    func writePlan(isFull: Bool, to write: (String) -> Void) {
        var heading = TextBlock()
        heading.heading("The plan at seed \(plan.seed)")
        write("\n" + heading.text)
        let sessions = isFull ? plan.sessionCount : min(plan.sessionCount, Self.told.sessions)
        for number in 0..<sessions { write(words(plan.session(number + 1), isFull: isFull)) }
        let rest = plan.sessionCount - sessions
        if rest > 0 {
            write("  … \(ValueWords.count(rest, "more session")); --full tells of all\n")
        }
    }

    private func words(_ session: SessionPlan, isFull: Bool) -> String {
        var block = TextBlock()
        block.paragraph(
            "session \(session.number), \(session.key.text), connects at "
                + ValueWords.duration(session.start)
        )
        let count = isFull ? session.messageCount : min(session.messageCount, Self.told.messages)
        for index in 0..<count {
            block.paragraph(words(session, message: index + 1), indentation: 4)
        }
        let rest = session.messageCount - count
        if rest > 0 {
            block.paragraph("… \(ValueWords.count(rest, "more message"))", indentation: 4)
        }
        return block.text
    }

    private func words(_ session: SessionPlan, message index: Int) -> String {
        let message = session.message(index)
        let reply = plan.reply(session: session.number, sequence: index, attempt: 1)
        let text = DiagnosticRenderer.printable(message.text)
        let shown = text.count > 60 ? text.prefix(60) + "…" : text[...]
        let twice = message.isDuplicated ? ", sent twice" : ""
        let again = message.repeated.map { ", and \($0) again" } ?? ""
        return "\(index). \"\(shown)\"\(twice)\(again) → "
            + "\(words(reply)); then waits \(ValueWords.duration(message.thinkTime))"
    }

    private func words(_ reply: ReplyScript) -> String {
        let first = "after \(ValueWords.duration(reply.firstToken))"
        return switch reply.outcome {
        case .complete: "\(ValueWords.count(reply.tokenCount, "token")), the first \(first)"
        case .errorBeforeToken: "the first attempt fails \(first)"
        case .errorMidStream(let tokens):
            "the first attempt fails after \(tokens) of \(ValueWords.count(reply.tokenCount, "token"))"
        case .stall(let tokens):
            "the first attempt stops for ever after \(ValueWords.count(tokens, "token"))"
        case .empty: "the first attempt ends empty \(first)"
        }
    }
}
