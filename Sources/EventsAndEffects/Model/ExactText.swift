import Glibc

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
        // As memory: byte by byte, whole answers took 2.5 % of the instructions of a chat run.
        var (left, right) = (left.text, right.text)
        return left.withUTF8 { left in
            right.withUTF8 { right in
                guard left.count == right.count, let one = left.baseAddress,
                    let other = right.baseAddress
                else { return left.isEmpty && right.isEmpty }
                return memcmp(one, other, left.count) == 0
            }
        }
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
