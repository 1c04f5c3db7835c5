import EventsAndEffects
import SimulationKernel
import Testing

/// Whatever a client sends, the answer comes, and soon.
@Suite("A hostile frame", .timeLimit(.minutes(10))) struct FrameFuzzTests {
    /// Reads a frame, and holds the reader to what it promises of its answers.
    private func check(_ text: String) {
        do throws(ClientFrameError) {
            let frame = try ClientFrame(text: text)
            let again = try? ClientFrame(text: frame.text)
            #expect(again == frame)
        } catch {
            #expect(!error.description.isEmpty)
            let answer = error.answer
            #expect(!answer.requestID.isEmpty || error.requestID == "")
        }
    }

    private static let frames = [
        #"{"type":"message","requestId":"r1","threadId":"t","content":" hi \u00e9 \n"}"#,
        #"{"type":"cancel","requestId":"r1"}"#, #"{"requestId":"r\"1","type":"ack"}"#,
    ].map { Array($0.utf8) }

    @Test("of random bytes is answered", arguments: 1...20 as ClosedRange<UInt64>)
    func bytes(seed: UInt64) {
        var stream = RandomStream(seed: seed, name: "bytes")
        for _ in 0..<200 {
            let count = Int(stream.uniform(in: 0...200))
            let bytes = (0..<count).map { _ in UInt8(truncatingIfNeeded: stream.next()) }
            check(String(decoding: bytes, as: UTF8.self))
        }
    }

    @Test("with something changed is answered", arguments: 1...40 as ClosedRange<UInt64>)
    func changed(seed: UInt64) {
        var stream = RandomStream(seed: seed, name: "changes")
        let signs = Array("{}[]\":,\\u0dt-eE.9 \n\u{0}é".utf8)
        func pick(_ count: Int) -> Int { Int(stream.uniform(in: 0...Int64(count - 1))) }
        var refusals = 0
        for round in 0..<200 {
            var bytes = Self.frames[round % Self.frames.count]
            for _ in 0...pick(4) where !bytes.isEmpty {
                let place = pick(bytes.count)
                switch pick(5) {
                case 0: bytes[place] = signs[pick(signs.count)]
                case 1: bytes.insert(signs[pick(signs.count)], at: place)
                case 2: bytes.remove(at: place)
                case 3: bytes.removeLast(bytes.count - place)
                default: bytes.insert(contentsOf: Self.frames[pick(Self.frames.count)], at: place)
                }
            }
            let text = String(decoding: bytes, as: UTF8.self)
            if (try? ClientFrame(text: text)) == nil { refusals += 1 }
            check(text)
        }
        #expect(refusals > 100)
    }

    @Test("nested ten thousand deep is refused", arguments: ["[", #"{"a":"#, #"[{"a":"#, "[[],"])
    func nesting(opening: String) {
        let text = String(repeating: opening, count: 10_000)
        let error = #expect(throws: ClientFrameError.self) { try ClientFrame(text: text) }
        #expect(error?.description.contains("nested too deeply") == true)
    }

    @Test("of the largest size is answered, whatever is in it")
    func largest() {
        let size = ChatRoute.frameLimit
        let members = (0..<size / 12).map { "\"\($0)\":0" }.joined(separator: ",")
        let texts = [
            "{\(members)}", "[" + String(repeating: "0,", count: size / 2) + "0]",
            #"{"type":""# + String(repeating: "x", count: size) + #""}"#,
            #"{"type":"message","requestId":"r","threadId":"t","content":""#
                + String(repeating: #"\u0020"#, count: size / 6) + #""}"#,
            String(repeating: " ", count: size), String(repeating: "9", count: size),
            #"{"type":"# + String(repeating: "\"\\", count: size / 2),
        ]
        for text in texts { #expect(throws: ClientFrameError.self) { try ClientFrame(text: text) } }
    }

    @Test("of a hundred megabytes is answered without a tree of it")
    func huge() {
        let text = "[" + String(repeating: "0,", count: 50_000_000) + "0]"
        let error = #expect(throws: ClientFrameError.self) { try ClientFrame(text: text) }
        #expect(error?.description.contains("too many values") == true)
    }
}
