/// What the mock model repeats of a question that is more than plain text: one sign and the
/// question's gap behind each token, in turn.
///
/// Tokens of a real model break words, quotes and characters anywhere. So what is hard to write in
/// JSON, to cut or to join comes back in the answer, and a question in plain text gets plain tokens.
struct Echo {
    private let signs: [Unicode.Scalar]
    /// Two blanks where the question has two in a row, which nobody may take for one; else one.
    private let gap: String

    init(of question: String) {
        signs = question.unicodeScalars.filter { scalar in
            !scalar.isASCII || scalar == "\"" || scalar == "\\" || scalar.value < 0x20
        }
        gap = question.contains("  ") ? "  " : " "
    }

    /// Returns a token with the sign whose turn it is; `number` counts the tokens from 1.
    func extend(_ token: String, number: Int) -> String {
        guard !signs.isEmpty else { return token }
        var extended = token
        extended.unicodeScalars.append(signs[(number - 1) % signs.count])
        return extended + gap
    }
}
