import Histories
import Testing

@Suite struct WatermarkTests {
    @Test func `a token names session, event and token`() {
        #expect(Watermark(session: 17, event: 3, token: 5).text == "s17e3t5 ")
    }

    @Test func `a token of varying replies names the attempt too`() {
        #expect(Watermark(session: 17, event: 3, attempt: 2, token: 5).text == "s17e3a2t5 ")
    }

    @Test func `a token of small numbers fits into a string without an allocation`() {
        let mark = Watermark(session: 999, event: 99, attempt: 9, token: 999)
        #expect(mark.text.utf8.count <= 15)
    }

    @Test(arguments: [0, 1, 9, 10, 1_234_567, Int.max])
    func `what is written is read back`(number: Int) {
        for attempt in [nil, number] {
            let mark = Watermark(session: number, event: number, attempt: attempt, token: number)
            #expect(Watermark(token: mark.text) == mark)
            #expect(Watermark(token: String(mark.text.dropLast())) == mark)
        }
    }

    @Test(arguments: [
        "", " ", "s", "s1", "s1e2", "s1e2t", "s1e2t3x", "s1e2t3  ", " s1e2t3", "S1e2t3", "s1e2a3",
        "s1e2t3 s1e2t4", "s-1e2t3", "s99999999999999999999e1t1", "s1t3e2",
    ])
    func `what is not one token is not read as one`(text: String) {
        #expect(Watermark(token: text) == nil)
    }

    @Test func `a message is read token by token`() {
        let marks = (1...40).map { Watermark(session: 7, event: 2, token: $0) }
        let text = marks.map(\.text).joined()
        #expect(Watermark.all(in: text) == marks)
        #expect(Watermark.all(in: String(text.dropLast())) == marks)
        #expect(Watermark.all(in: text + "and more") == nil)
        #expect(Watermark.all(in: "") == [])
    }

    @Test func `one foreign token in a message is seen`() {
        let own = (1...3).map { Watermark(session: 7, event: 2, token: $0).text }.joined()
        #expect(Watermark.isEntirely(own, session: 7, event: 2))
        #expect(!Watermark.isEntirely(own, session: 7, event: 1))
        #expect(!Watermark.isEntirely(own + "s8e2t4 ", session: 7, event: 2))
        #expect(!Watermark.isEntirely(own + "?", session: 7, event: 2))
    }

    @Test(arguments: [
        ("s7e2t1 s7e3t1", nil), ("s7e2t1 s8e2t2 s9e1t1", 8), ("", nil), ("s8", nil),
        ("and s8e1a2t3 more", 8), ("s8e1t1x s9e1t1", 9), ("xs8e1t1", nil), (" s8e1t1", 8),
    ])
    func `the first foreign token is found among other words`(text: String, session: Int?) {
        #expect(Watermark.foreignSession(in: text, expected: 7) == session)
    }
}
