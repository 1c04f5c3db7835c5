import EventsAndEffects
import Testing

@Suite struct ExactTextTests {
    @Test(arguments: [
        "", "a", "naïve", "\u{1F469}\u{200D}\u{1F680}", String(repeating: "x", count: 999),
    ])
    func `A text is exactly itself, however it came about`(text: String) {
        #expect(text.isExactly(String(text.unicodeScalars.map(Character.init))))
        #expect(!text.isExactly(text + "."))
        #expect(!(text + ".").isExactly(text))
        #expect(!("." + text + ",").isExactly("." + text + ";"))
    }

    @Test(arguments: [
        // One scalar, or a letter and its accent.
        ("\u{E9}", "e\u{301}"),
        // Two marks in either order, so that even the lengths are the same.
        ("a\u{323}\u{307}", "a\u{307}\u{323}"),
    ])
    func `Texts that only look alike are not the same`(one: String, other: String) {
        #expect(one == other)
        #expect(!one.isExactly(other))
    }
}
