import Foundation
import Reporting
import Simulator
import Testing

/// The picture of a session.
@Suite struct RunPictureTests {
    private func picture(_ tale: Tale, sessions: Int) -> String? {
        let run = tale.run(sessions: sessions, checking: ["ordering.delivery"])
        let outcome = SweepOutcome(scenario: Tale.scenario(sessions: sessions), runs: [run])
        return RunPicture(outcome: outcome, recorded: run)?.text
    }

    @Test func `The session with most to tell is drawn`() throws {
        let text = try #require(picture(Tales.disconnect, sessions: 2))
        try Snapshot.expect(text, is: "picture.svg")
    }

    @Test func `It is well-formed, and has its own ground for both schemes`() throws {
        let text = try #require(picture(Tales.overtaking, sessions: 1))
        var names: [String] = []
        for tag in text.matches(of: #/<(/?)(svg|title|style|text)\b/#) {
            if tag.1.isEmpty {
                names.append(String(tag.2))
            } else {
                #expect(names.popLast() == String(tag.2))
            }
        }
        #expect(names.isEmpty)
        #expect(text.contains("class=\"ground\""))
        #expect(text.contains("@media (prefers-color-scheme: dark)"))
    }

    @Test func `Where nobody sends anything there is no picture`() {
        var tale = Tale()
        tale.connects(at: 100, connection: 1)
        #expect(picture(tale, sessions: 1) == nil)
    }
}
