import Histories
import Reporting
import Simulator
import Testing

/// The page in a browser, clicked and read.
@Suite(
    .serialized,
    .enabled(
        if: Browser.executable != nil,
        "Chromium is not installed: the pages are not tried in a browser"
    )
)
struct PageBrowserTests {
    /// A browser that shows a page.
    private func show(_ page: String, fragment: String = "") throws -> Browser {
        let browser = try Browser()
        try browser.resize(width: 1_440, height: 900)
        try browser.open(page, fragment: fragment)
        return browser
    }

    /// Ends a browser in which nothing must have gone wrong.
    private func leave(_ browser: Browser) {
        #expect(browser.complaints.isEmpty)
        browser.quit()
    }

    @Test func `A violation is opened, centred and explained`() throws {
        let browser = try show(RunPageTests.page(Tales.overtaking, sessions: 1))
        defer { leave(browser) }
        #expect(try browser.evaluate("document.querySelector('.violation').open") == "true")
        #expect(try browser.text(of: ".violation").contains("ordering.delivery does not hold"))
        let panel = try browser.text(of: "#fact")
        #expect(panel.contains("Evidence against ordering.delivery."))
        #expect(panel.hasPrefix("token-sent"))
        #expect(panel.contains("It contradicts:"))
        #expect(try browser.text(of: "#facts").contains("effect-created · final frame · s1-r1"))
        #expect(try browser.text(of: "#facts [aria-current]").contains("token-sent"))
    }

    @Test func `A click on a fact shows its causes and consequences`() throws {
        let browser = try show(RunPageTests.page(Tales.disconnect, sessions: 2))
        defer { leave(browser) }
        try browser.click("#facts button")
        #expect(try browser.text(of: "#fact").contains("Because of"))
        let created = Tales.disconnect.position(of: .effectCreated, "s2-r1")
        try browser.click("#facts [data-fact='\(created)']")
        let panel = try browser.text(of: "#fact").lowercased()
        #expect(panel.contains("checkpoint-committed"))
        #expect(panel.contains("effect-claimed"))
        #expect(panel.contains("a new effect was committed."))
    }

    @Test func `Keys move from fact to fact, to causes and back, and zoom`() throws {
        let tale = Tales.disconnect
        let claimed = tale.position(of: .effectClaimed, "s1-r1")
        let page = RunPageTests.page(tale, sessions: 2)
        let browser = try show(page, fragment: "#fact=\(claimed)")
        defer { leave(browser) }
        #expect(try browser.text(of: "#fact h3") == "effect-claimed")
        _ = try browser.evaluate("document.getElementById('picture').focus()")
        try browser.press("c")
        #expect(try browser.text(of: "#fact h3") == "effect-created")
        try browser.press("e")
        #expect(try browser.text(of: "#fact h3") == "effect-claimed")
        try browser.press("ArrowRight")
        #expect(try browser.text(of: "#fact h3") == "terminal-sent")
        try browser.press("ArrowLeft")
        #expect(try browser.text(of: "#fact h3") == "effect-claimed")
        let before = try browser.text(of: "#facts-note")
        for _ in 0..<7 { try browser.press("+") }
        #expect(try browser.text(of: "#facts-note") != before)
        try browser.press("0")
        try browser.press("Escape")
        #expect(try browser.text(of: "#fact h3") == "Nothing chosen")
        try browser.press("?")
        #expect(try browser.evaluate("document.getElementById('help').open") == "true")
    }

    @Test func `Filters leave what was asked for`() throws {
        let browser = try show(RunPageTests.page(Tales.disconnect, sessions: 2))
        defer { leave(browser) }
        _ = try browser.evaluate("document.querySelector('[name=session]').focus()")
        try browser.type("user-1")
        try browser.click("[data-act=fit]")
        let facts = try browser.text(of: "#facts")
        #expect(facts.contains("s1-r1"))
        #expect(!facts.contains("s2-r1"))
        try browser.click("label:has([name=lane-client])")
        let rest = try browser.text(of: "#facts")
        #expect(!rest.contains("client-sent"))
        #expect(rest.contains("effect-claimed"))
    }

    @Test func `The picture is clicked: a session's name opens its lanes`() throws {
        let browser = try show(RunPageTests.page(Tales.disconnect, sessions: 2))
        defer { leave(browser) }
        try browser.click("[data-act=close]")
        let height = "document.getElementById('spacer').offsetHeight"
        let closed = try browser.evaluate(height)
        try browser.click("#picture", at: (x: 60, y: 85))
        let opened = try browser.evaluate(height)
        #expect(Int(opened) ?? 0 > (Int(closed) ?? .max) + 100)
    }

    @Test(arguments: ["light", "dark"])
    func `It is drawn in both schemes, in large and small windows`(scheme: String) throws {
        let browser = try show(RunPageTests.page(Tales.disconnect, sessions: 2))
        defer { leave(browser) }
        try browser.prefer(scheme)
        let ground = try browser.evaluate("getComputedStyle(document.body).backgroundColor")
        #expect(ground == (scheme == "dark" ? "rgb(22, 24, 27)" : "rgb(251, 250, 248)"))
        for width in [400, 1_000, 2_000] {
            try browser.resize(width: width, height: 800)
            let colours = try browser.evaluate(
                """
                (() => { const c = document.getElementById('picture');
                const d = c.getContext('2d').getImageData(0, 0, c.width, c.height).data;
                const found = new Set();
                for (let i = 0; i < d.length; i += 4)
                  if (d[i + 3] === 255) found.add(d[i] << 16 | d[i + 1] << 8 | d[i + 2]);
                return found.size; })()
                """
            )
            #expect(Int(colours) ?? 0 > 8)
            let overflow = try browser.evaluate(
                "document.documentElement.scrollWidth - innerWidth"
            )
            #expect(Int(overflow) ?? 1 <= 0)
        }
    }

    @Test func `What people write does not break out in a browser`() throws {
        var tale = Tale()
        tale.connects(at: 100, connection: 1)
        let text = "</script><script>document.title = 'broken'</script><img src=x onerror=broken()>"
        tale.add(.clientSent, at: 200, connection: 1, request: "r", frame: .message, content: text)
        let browser = try show(RunPageTests.page(tale, sessions: 1), fragment: "#request=r")
        defer { leave(browser) }
        let title = try browser.evaluate("document.title")
        #expect(title == "tale · Rehearsal")
        let panel = try browser.text(of: "#fact")
        #expect(panel.contains(text))
        let images = try browser.evaluate("document.images.length")
        #expect(images == "0")
    }

    @Test func `A hundred thousand facts open in less than two seconds`() throws {
        let history = Tales.long(facts: 100_000, sessions: 100).history(sessions: 100)
        let page = RunPage(history: history, name: "long.jsonl", results: []).text
        var best = Int.max
        for _ in 0..<3 where best >= 2_000 {
            let browser = try show(page)
            defer { leave(browser) }
            let count = try browser.evaluate("JSON.parse(data.textContent).count")
            #expect(Int(count) ?? 0 >= 100_000)
            best = min(best, Int(try browser.evaluate("document.body.dataset.ready")) ?? .max)
        }
        #expect(best < 2_000, "the page needed \(best) ms")
    }

    @Test func `An empty page opens`() throws {
        let browser = try show(RunPage(history: History(), name: "nothing", results: []).text)
        defer { leave(browser) }
        #expect(try browser.text(of: "#facts-note") == "0 facts in view")
    }
}
