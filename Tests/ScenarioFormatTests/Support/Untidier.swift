/// Makes a mess of the layout of what ``ScenarioWriter`` has written, and changes nothing of what it
/// says.
struct Untidier {
    /// The comments that were put in, in no order; each is there once.
    private(set) var comments: [String] = []
    private var generator: ScenarioGenerator

    init(seed: UInt64) {
        generator = ScenarioGenerator(seed: seed)
    }

    /// The text in disorder: other indentation, spaces, line ends and order of the file's keys; with
    /// comments and blank lines put in, too, if that is asked for.
    mutating func untidy(_ text: String, addsLines: Bool) -> String {
        var blocks: [[String]] = []
        for line in text.split(separator: "\n") {
            if line.first == " " {
                blocks[blocks.count - 1].append(String(line))
            } else {
                blocks.append([String(line)])
            }
        }
        for index in blocks.indices.dropFirst() {
            blocks.swapAt(index, generator.int(0...index))
        }
        let end = generator.flag() ? "\r\n" : "\n"
        let lines = blocks.flatMap { block in untidy(block, addsLines: addsLines) }
        return lines.map { $0 + String(repeating: " ", count: generator.int(0...2)) + end }.joined()
    }

    private mutating func untidy(_ block: [String], addsLines: Bool) -> [String] {
        let outer = generator.int(0...3)
        let inner = generator.int(1...5)
        var gap = 1
        return block.enumerated().flatMap { index, line -> [String] in
            var text = line
            if line.hasPrefix("  - ") {
                gap = generator.int(1...4)
                text = spaces(outer) + "-" + spaces(gap) + line.dropFirst(4)
            } else if line.hasPrefix("    ") {
                text = spaces(outer + 1 + gap) + line.dropFirst(4)
            } else if line.hasPrefix("  ") {
                text = spaces(inner) + line.dropFirst(2)
            }
            text = respaced(text)
            guard addsLines else { return [text] }
            if generator.int(0...3) == 0 { text += spaces(generator.int(1...9)) + comment() }
            var lines = [String](repeating: "", count: max(0, generator.int(-3...2)))
            if generator.int(0...3) == 0 { lines.append(spaces(generator.int(0...8)) + comment()) }
            return lines + [text]
        }
    }

    /// Other spaces within brackets, and behind the key.
    private mutating func respaced(_ line: String) -> String {
        var text = ""
        var depth = 0
        var isQuoted = false
        var previous: Character = " "
        for character in line {
            if character == "\"", previous != "\\" { isQuoted.toggle() }
            previous = previous == "\\" && character == "\\" ? " " : character
            guard !isQuoted, character != "\"" else {
                text.append(character)
                continue
            }
            if "]}".contains(character) { depth -= 1 }
            let isSign = ",[]{}".contains(character) && (depth > 0 || "]}[{".contains(character))
            if isSign, "],}".contains(character) { text += spaces(generator.int(0...2)) }
            text.append(character)
            if "[{".contains(character) { depth += 1 }
            if isSign, "[{".contains(character) { text += spaces(generator.int(0...2)) }
        }
        return text
    }

    private mutating func comment() -> String {
        comments.append("# note \(comments.count): it's {a}, [b] \"c\" ")
        return comments[comments.count - 1]
    }

    private func spaces(_ count: Int) -> String { String(repeating: " ", count: count) }
}
