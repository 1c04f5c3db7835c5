import EventsAndEffects
import SimulationKernel
import Testing

@Suite("JSON") struct JSONTests {
    @Test("values are read")
    func values() throws {
        let text = #" {"a":[1,-2,0.5,1e3],"b":{"c":null},"d":true,"e":"x\n\"\u00e9\ud83d\ude00"} "#
        let value = try JSONReader.read(text)
        #expect(
            value["a"] == .array([.integer(1), .integer(-2), .number(0.5), .number(1_000)])
        )
        #expect(value["b"]?["c"] == .null)
        #expect(value["d"]?.boolean == true)
        #expect(value["e"]?.string == "x\n\"é😀")
    }

    @Test(
        "what is not JSON is refused with its place",
        arguments: [
            ("", "the text ends too early at byte 0"),
            ("{", "the text ends too early at byte 1"),
            ("[1,]", "unexpected character at byte 3"),
            ("{\"a\":1,\"a\":2}", "a member is named twice at byte 7"),
            ("01", "text after the value at byte 1"),
            ("-", "not a number that JSON knows at byte 0"),
            ("1e999", "not a number that JSON knows at byte 0"),
            ("\"\\x\"", "not an escape that JSON knows at byte 1"),
            ("\"\\ud800\"", "not an escape that JSON knows at byte 1"),
            ("\"\u{1}\"", "control character in a string at byte 1"),
            ("nul", "the text ends too early at byte 3"),
            ("{} x", "text after the value at byte 3"),
        ]
    )
    func refusal(text: String, message: String) {
        let error = #expect(throws: JSONError.self) { try JSONReader.read(text) }
        #expect(error?.description == message)
    }

    @Test("a node knows its place and how its number is written")
    func places() throws {
        let node = try JSONReader.readNode(Array(#"{"é": [1.50, 18446744073709551615]}"#.utf8))
        guard case .object(let members) = node.value,
            case .array(let numbers) = members[0].value.value
        else {
            Issue.record("\(node) is no object with an array")
            return
        }
        #expect(node.offset == 0)
        #expect(members[0].name == "é")
        #expect(members[0].offset == 1)
        #expect(members[0].value.offset == 7)
        #expect(numbers.map(\.offset) == [8, 14])
        let texts = numbers.map { if case .number(let text) = $0.value { text } else { "" } }
        #expect(texts == ["1.50", "18446744073709551615"])
    }

    @Test(
        "an error says where its cause begins and where it showed",
        arguments: [
            ("[-]", 1, 2), (#"["ab\x"]"#, 4, 6), (#"["\u12"]"#, 2, 4), (#"["\ud800-"]"#, 2, 8),
            (#"["\ud800\u1"]"#, 2, 10), (#"["\ud800\u0041"]"#, 2, 14), ("[1 2]", 3, 3),
            (#"{"a":1,"a":2}"#, 7, 7),
        ]
    )
    func errorPlaces(text: String, offset: Int, position: Int) {
        let error = #expect(throws: JSONError.self) { try JSONReader.readNode(Array(text.utf8)) }
        #expect(error?.offset == offset)
        #expect(error?.position == position)
        let other = #expect(throws: JSONError.self) { try JSONReader.read(text) }
        #expect(other == error)
    }

    @Test("bytes that are not UTF-8 are refused at their string")
    func invalidText() {
        let bytes = Array("[\"a".utf8) + [0xFF] + Array("\"]".utf8)
        let error = #expect(throws: JSONError.self) { try JSONReader.readNode(bytes) }
        #expect(error?.problem == .invalidUTF8)
        #expect(error?.offset == 1)
    }

    @Test("a writer that was flushed begins anew")
    func flushing() {
        var writer = JSONWriter()
        var text = ""
        for number in 1...2 {
            writer.object { writer in
                writer.name(escaping: "\"")
                writer.integer(number)
                writer.member("b", number == 1)
            }
            writer.flush(into: &text)
        }
        #expect(text == #"{"\"":1,"b":true}{"\"":2,"b":false}"#)
    }

    @Test("nesting is bounded")
    func nesting() throws {
        let limit = JSONReader.depthLimit
        let deep = { (depth: Int) in
            String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
        }
        _ = try JSONReader.read(deep(limit))
        let error = #expect(throws: JSONError.self) { try JSONReader.read(deep(limit + 1)) }
        #expect(error?.problem == .tooDeep)
        #expect(throws: JSONError.self) { try JSONReader.read(deep(100_000)) }
    }

    @Test("strings survive writing and reading", arguments: 0..<200)
    func stringRoundTrip(seed: UInt64) throws {
        var generator = RandomStream(seed: seed, name: "json")
        let scalars = (0..<Int.random(in: 0...40, using: &generator)).compactMap { _ in
            Unicode.Scalar(UInt32.random(in: 0...0x2FFF, using: &generator))
        }
        var text = ""
        text.unicodeScalars.append(contentsOf: scalars)
        var writer = JSONWriter()
        writer.object { $0.member("text", text) }
        #expect(try JSONReader.read(writer.text)["text"]?.string == text)
    }

    @Test("a byte of any value is found wherever it stands in a string", arguments: 0..<34)
    func findsBytes(place: Int) throws {
        for byte in UInt8(0)..<0x80 {
            var content = [UInt8](repeating: UInt8(ascii: "!"), count: 34)
            content[place] = byte
            let text = String(decoding: content, as: UTF8.self)
            #expect(try JSONReader.read(JSONWriter.quoted(text)) == .string(text))
            guard byte < 0x20 else { continue }
            let error = #expect(throws: JSONError.self) {
                _ = try JSONReader.read("\"\(text)\"")
            }
            #expect(error?.problem == .controlCharacter && error?.position == place + 1)
        }
    }

    @Test("any bytes are read or refused, never a crash", arguments: 0..<300)
    func fuzz(seed: UInt64) {
        var generator = RandomStream(seed: seed, name: "json")
        let alphabet = Array(#"{}[]",:\u0e1-+.tfn 9"#.utf8) + [0, 0x1F, 0x80, 0xC3, 0xFF]
        let bytes = (0..<60).map { _ in alphabet.randomElement(using: &generator) ?? 0 }
        let text = String(decoding: bytes, as: UTF8.self)
        if let value = try? JSONReader.read(text) {
            #expect(!text.isEmpty, "\(value) was read from nothing")
        }
    }
}
