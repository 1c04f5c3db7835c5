/// What the mock model repeats of a question that is more than plain text: one sign and the
/// question's gap behind each token, in turn.
///
/// Tokens of a real model break words, quotes and characters anywhere. So what is hard to write in
/// JSON, to cut or to join comes back in the answer, and a question in plain text gets plain tokens.
struct Echo {
    private let signs: [String]
    /// Two blanks where the question has two in a row, which nobody may take for one; else one.
    private let gap: String

    init(of question: String) {
        signs = Self.signs(in: question)
        gap = question.contains("  ") ? "  " : " "
    }

    /// Returns a token with the sign whose turn it is; `number` counts the tokens from 1.
    func extend(_ token: String, number: Int) -> String {
        signs.isEmpty ? token : token + signs[(number - 1) % signs.count] + gap
    }

    /// A mark comes with what it stands on: the two look like one sign of their own, and are not it.
    private static func signs(in question: String) -> [String] {
        var signs: [String] = []
        var previous = ""
        for scalar in question.unicodeScalars {
            let isMark = scalar.properties.canonicalCombiningClass != .notReordered
            let isPlain = scalar.isASCII && scalar != "\"" && scalar != "\\" && scalar.value >= 0x20
            if !isPlain { signs.append((isMark ? previous : "") + String(scalar)) }
            previous = String(scalar)
        }
        return signs
    }
}
