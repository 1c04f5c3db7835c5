import EventsAndEffects
import Histories
import Testing

@Suite("JSON laid out for people")
struct IndentedTextTests {
    @Test("the layout for people has a line for each part")
    func indentedLayout() throws {
        let text = #"{"a":[1,0.5,"\n"],"b":{"c":null},"d":[],"e":{},"f":false}"#
        let expected = #"""
            {
              "a": [
                1,
                0.5,
                "\n"
              ],
              "b": {
                "c": null
              },
              "d": [],
              "e": {},
              "f": false
            }
            """#
        #expect(try JSONReader.read(text).indentedText == expected)
        #expect(try JSONReader.read(expected) == JSONReader.read(text))
    }
}
