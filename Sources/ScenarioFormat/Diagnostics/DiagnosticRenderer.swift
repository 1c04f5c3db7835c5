/// Renders diagnostics as compilers do: place, message, source line, caret.
package struct DiagnosticRenderer: Sendable {
    /// Whether the output is for a terminal that shows colours.
    package enum Style: Sendable {
        /// Text alone.
        case plain
        /// With ANSI escape sequences.
        case colored
    }

    /// What of a long line is shown, in scalars.
    private static let longestExcerpt = 120

    private let style: Style

    /// Makes a renderer; the caller knows whether colours are wanted.
    package init(style: Style) {
        self.style = style
    }

    /// All diagnostics, one below the other, each with the end of its last line.
    package func render(_ diagnostics: [Diagnostic]) -> String {
        diagnostics.map { render($0) + "\n" }.joined()
    }

    /// One diagnostic: one line, or three when there is a source line to show.
    package func render(_ diagnostic: Diagnostic) -> String {
        var place = Self.printable(diagnostic.fileName) + ":"
        if let position = diagnostic.position {
            place += "\(position.line):\(position.column):"
        }
        let head =
            "\(paint(place, "1")) \(paint("error:", "1;31")) \(paint(diagnostic.message, "1"))"
        guard let position = diagnostic.position, let line = diagnostic.sourceLine,
            !line.allSatisfy(\.isWhitespace)
        else {
            return head
        }
        let (excerpt, indentation) = Self.excerpt(of: line, around: position.column)
        return "\(head)\n    \(excerpt)\n    \(indentation)\(paint("^", "1;32"))"
    }

    private func paint(_ text: String, _ code: String) -> String {
        switch style {
        case .plain: text
        case .colored: "\u{1B}[\(code)m\(text)\u{1B}[0m"
        }
    }

    /// What is shown of a line, and what stands before the caret below it.
    private static func excerpt(
        of line: String,
        around column: Int
    ) -> (text: String, indentation: String) {
        var scalars = Array(printable(line).unicodeScalars)
        var caret = min(column - 1, scalars.count)
        if scalars.count > longestExcerpt {
            let start = max(0, min(caret - longestExcerpt / 2, scalars.count - longestExcerpt))
            let end = min(scalars.count, start + longestExcerpt)
            let isCut = (start > 0, end < scalars.count)
            scalars = (isCut.0 ? ["…"] : []) + scalars[start..<end] + (isCut.1 ? ["…"] : [])
            caret += (isCut.0 ? 1 : 0) - start
        }
        // Tabs stay tabs, so that the caret stands below its place however wide they are.
        let indentation = scalars[..<caret].map { $0 == "\t" ? "\t" : " " }
        return (String(String.UnicodeScalarView(scalars)), indentation.joined())
    }

    /// The text without control characters, which a terminal would obey; tabs stay.
    static func printable(_ text: String) -> String {
        let scalars = text.unicodeScalars.map { scalar -> Unicode.Scalar in
            switch scalar.properties.generalCategory {
            case .control where scalar != "\t", .lineSeparator, .paragraphSeparator, .format:
                "\u{FFFD}"
            default: scalar
            }
        }
        return String(String.UnicodeScalarView(scalars))
    }
}
