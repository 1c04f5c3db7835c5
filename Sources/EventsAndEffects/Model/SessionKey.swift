/// The key that everything in the architecture is partitioned by: `userId:agentId:threadId`.
///
/// Two connections with the same thread id belong to the same session only if user and agent agree
/// as well; nothing in the server looks anything up by less than the whole key (FR-005, FR-006).
/// Each component is one or more of `[A-Za-z0-9_-]`, so that the text form is unambiguous (FR-007).
///
/// Determinism: compared and ordered by the bytes of its text.
public struct SessionKey: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// The whole key, as stored and as shown.
    public let text: String
    /// Reckoned once: whatever a server does for a session looks its key up in a dictionary, and to
    /// hash a number costs half as much as to hash the text.
    private let hash: Int

    /// Makes a key of its three components.
    ///
    /// - Throws: `SessionKeyError` that names the first component that is empty or has a character
    ///   outside `[A-Za-z0-9_-]`.
    public init(user: String, agent: String, thread: String) throws(SessionKeyError) {
        try Self.validate(user, as: .user)
        try Self.validate(agent, as: .agent)
        try Self.validate(thread, as: .thread)
        self.init(valid: "\(user):\(agent):\(thread)")
    }

    /// Reads a key from its text form.
    ///
    /// - Throws: `SessionKeyError.componentCount` unless there are exactly two colons, otherwise
    ///   the error of the first faulty component.
    public init(_ text: String) throws(SessionKeyError) {
        // Stores read keys by the thousand, and nearly all are valid: one pass finds that out.
        if Self.isValid(text) {
            self.init(valid: text)
            return
        }
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 3 else { throw .componentCount(parts.count, in: text) }
        try self.init(user: String(parts[0]), agent: String(parts[1]), thread: String(parts[2]))
    }

    private init(valid text: String) {
        self.text = text
        hash = text.hashValue
    }

    /// Who talks.
    public var user: String { component(0) }
    /// Which agent answers.
    public var agent: String { component(1) }
    /// Which conversation of the two it is.
    public var thread: String { component(2) }

    /// The text that people read.
    public var description: String { text }

    /// Hashes the text.
    public func hash(into hasher: inout Hasher) { hasher.combine(hash) }

    /// Orders by value.
    public static func < (left: SessionKey, right: SessionKey) -> Bool { left.text < right.text }

    /// The text between two colons, found byte by byte: a server asks for it with every message.
    private func component(_ index: Int) -> String {
        let bytes = text.utf8
        var start = bytes.startIndex
        for _ in 0..<index {
            guard let colon = bytes[start...].firstIndex(of: UInt8(ascii: ":")) else { return "" }
            start = bytes.index(after: colon)
        }
        let end = bytes[start...].firstIndex(of: UInt8(ascii: ":")) ?? bytes.endIndex
        return String(text[start..<end])
    }

    private static func isValid(_ text: String) -> Bool {
        text.withBytes { bytes in
            var colons = 0
            var length = 0
            for byte in bytes {
                if byte == UInt8(ascii: ":"), length > 0 {
                    colons += 1
                    length = 0
                } else if isAllowed(byte) {
                    length += 1
                } else {
                    return false
                }
            }
            return colons == 2 && length > 0
        }
    }

    private static func validate(
        _ value: String,
        as component: SessionKeyError.Component
    ) throws(SessionKeyError) {
        guard !value.isEmpty else { throw .emptyComponent(component) }
        guard value.utf8.allSatisfy(isAllowed) else {
            throw .forbiddenCharacter(component, value: value)
        }
    }

    private static func isAllowed(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"):
            true
        default: false
        }
    }
}

/// Why a text is not a session key.
public enum SessionKeyError: Error, Equatable, CustomStringConvertible {
    /// One of the three components of a key.
    public enum Component: String, Sendable {
        /// The first component.
        case user = "userId"
        /// The second component.
        case agent = "agentId"
        /// The third component.
        case thread = "threadId"
    }

    /// The text has another number of components than three.
    case componentCount(Int, in: String)
    /// A component is empty.
    case emptyComponent(Component)
    /// A component has a character outside `[A-Za-z0-9_-]`.
    case forbiddenCharacter(Component, value: String)

    /// The text that people read.
    public var description: String {
        switch self {
        case .componentCount(let count, let text):
            "session key '\(text)' has \(count) components; expected userId:agentId:threadId"
        case .emptyComponent(let component):
            "session key: \(component.rawValue) is empty"
        case .forbiddenCharacter(let component, let value):
            "session key: \(component.rawValue) '\(value)' has a character outside [A-Za-z0-9_-]"
        }
    }
}
