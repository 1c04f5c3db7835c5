/// Lines of words, broken where a terminal ends.
struct TextBlock {
    /// The columns that lines have.
    private static let width = 96

    private(set) var text = ""

    /// Writes a heading, with a blank line before it.
    mutating func heading(_ words: String) {
        text += (text.isEmpty ? "" : "\n") + words + "\n"
    }

    /// Writes a paragraph; its later lines are indented by two more.
    mutating func paragraph(_ words: String, indentation: Int = 2) {
        var line = String(repeating: " ", count: indentation)
        var isStart = true
        for word in words.split(separator: " ", omittingEmptySubsequences: false) {
            if !isStart, line.count + word.count >= Self.width {
                text += line + "\n"
                line = String(repeating: " ", count: indentation + 2)
                isStart = true
            }
            line += (isStart ? "" : " ") + word
            isStart = false
        }
        text += line + "\n"
    }
}
