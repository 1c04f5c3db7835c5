import Foundation
import Histories
import Reporting
import Simulator
import Testing

/// The page of a run as a text.
@Suite struct RunPageTests {
    /// The page of a tale.
    static func page(_ tale: Tale, sessions: Int) -> String {
        let run = tale.run(
            sessions: sessions,
            checking: ["ordering.delivery", "durability.responses"]
        )
        let outcome = SweepOutcome(scenario: Tale.scenario(sessions: sessions), runs: [run])
        return RunPage(path: "Scenarios/tale.yaml", outcome: outcome, recorded: run).text
    }

    @Test func `Equal runs make equal bytes`() {
        let page = Self.page(Tales.disconnect, sessions: 2)
        #expect(page == Self.page(Tales.disconnect, sessions: 2))
    }

    @Test func `It says what was checked, how much, and whether it held`() {
        let page = Self.page(Tales.disconnect, sessions: 2)
        #expect(page.contains("<span class=\"verdict passed\">passed</span>"))
        #expect(page.contains("<strong>It held.</strong> 2 chat sessions sent 2 messages"))
        #expect(page.contains("<td><code>ordering.delivery</code></td><td class=\"number\">6</td>"))
        #expect(page.contains("disconnect (abrupt)"))
        #expect(page.contains("client was away"))
    }

    @Test func `A violation comes with its two facts and what led to it`() {
        let page = Self.page(Tales.overtaking, sessions: 1)
        #expect(page.contains("data-invariant=\"ordering.delivery\" open>"))
        #expect(page.contains("<h4>What led to it</h4>"))
        #expect(page.contains("<time>0.520s</time>"))
    }

    @Test func `The page needs nothing but itself`() {
        let page = Self.page(Tales.disconnect, sessions: 2)
        for word in ["http://", "https://", " src=", "@import", "url(", "fetch(", "import("] {
            #expect(!page.contains(word), "the page says '\(word)'")
        }
        #expect(page.contains("default-src 'none'"))
    }

    @Test(arguments: [
        "</script><script>broken()</script>", "<!-- <script>", "'\"><img onerror=broken()>",
        "<![CDATA[&amp;",
    ])
    func `What people write stays words`(text: String) throws {
        var tale = Tale()
        tale.connects(at: 100, connection: 1)
        tale.add(
            .clientSent,
            at: 200,
            connection: 1,
            request: text,
            frame: .message,
            content: text
        )
        tale.fault(text, at: 300, session: 1, note: text)
        let page = Self.page(tale, sessions: 1)
        #expect(!page.contains(text))
        let start = try #require(page.range(of: "id=\"data\">"))
        let json = page[start.upperBound...].prefix(while: { $0 != "<" })
        let data = try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any]
        #expect(data?["requests"] as? [String] == [text])
        #expect((data?["texts"] as? [String])?.contains(text) == true)
        #expect(page[json.endIndex...].hasPrefix("</script>\n<script type=\"module\">"))
    }

    @Test func `A history from elsewhere has a page, too`() {
        let history = Tales.disconnect.history(sessions: 2)
        let page = RunPage(history: history, name: "live.jsonl", results: []).text
        #expect(page.contains("A recorded history: live.jsonl."))
        #expect(page.contains("<title>tale · Rehearsal</title>"))
    }

    @Test func `An empty history makes an empty page`() {
        let page = RunPage(history: History(), name: "nothing.jsonl", results: []).text
        #expect(page.contains("\"count\":0"))
    }
}
