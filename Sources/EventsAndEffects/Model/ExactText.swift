/// A text that equals only itself, byte for byte, as in a database.
///
/// `String` equates texts that look alike (é as one scalar or as two), which would make two request
/// ids of two clients one.
struct ExactText: Hashable {
    let text: String

    init(_ text: String) {
        self.text = text
    }

    static func == (left: ExactText, right: ExactText) -> Bool {
        left.text.utf8.elementsEqual(right.text.utf8)
    }

    func hash(into hasher: inout Hasher) {
        var text = text
        text.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
    }
}

extension String {
    /// Whether it is the same text byte for byte.
    package func isExactly(_ other: String) -> Bool { ExactText(self) == ExactText(other) }
}
