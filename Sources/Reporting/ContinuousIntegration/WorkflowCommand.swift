/// A line that GitHub's runner takes as a command: an annotation on a file.
struct WorkflowCommand {
    /// What is annotated.
    enum Kind: String {
        case error
        case warning
    }

    let kind: Kind
    let file: String?
    let line: Int?
    let title: String
    let message: String

    /// The command, on one line.
    var text: String {
        let properties = [
            file.map { ("file", $0) }, file == nil ? nil : line.map { ("line", "\($0)") },
            ("title", title),
        ]
        let written = properties.compactMap(\.self)
            .map { "\($0.0)=\(Self.escapedProperty($0.1))" }.joined(separator: ",")
        return "::\(kind.rawValue) \(written)::\(Self.escapedData(message))"
    }

    /// Everything up to the line that resumes them is no command, whatever it looks like.
    ///
    /// The token must not occur in the text.
    static func inert(_ text: String, token: String) -> String {
        "::stop-commands::\(token)\n\(text)::\(token)::\n"
    }

    private static func escapedData(_ text: String) -> String {
        text.replacing("%", with: "%25").replacing("\r", with: "%0D")
            .replacing("\n", with: "%0A")
    }

    private static func escapedProperty(_ text: String) -> String {
        escapedData(text).replacing(":", with: "%3A").replacing(",", with: "%2C")
    }
}
