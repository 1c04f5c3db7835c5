/// Texts that are said once and named by their numbers; 0 is no text.
///
/// Determinism: numbers are given in the order in which texts are first met.
struct TextTable {
    private var numbers: [String: Int] = [:]
    /// The texts; the one of number n is at n − 1.
    private(set) var texts: [String] = []

    /// The number of a text; 0 for none and for the empty one.
    mutating func number(of text: String?) -> Int {
        guard let text, !text.isEmpty else { return 0 }
        if let number = numbers[text] { return number }
        texts.append(text)
        numbers[text] = texts.count
        return texts.count
    }
}
