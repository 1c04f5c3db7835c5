import Foundation
import Testing

/// A source file of the project.
struct SourceFile: CustomTestStringConvertible, Sendable {
    /// The path below the top level: `Sources/Histories/Facts/Fact.swift`.
    let path: String
    /// Its lines.
    let lines: [String]

    /// The lines that are code: without comments and without what stands between quotes.
    var code: [String] {
        var isInText = false
        return lines.map { line in
            // A literal of several lines begins and ends with three quotes.
            let parts = line.components(separatedBy: "\"\"\"")
            let isOutside = !isInText
            if parts.count.isMultiple(of: 2) { isInText.toggle() }
            return isOutside ? Self.code(parts[0]) : parts.count > 1 ? Self.code(parts[1]) : ""
        }
    }

    /// The module of a file below `Sources`; nil elsewhere.
    var module: String? {
        let parts = path.split(separator: "/")
        return parts.first == "Sources" && parts.count > 2 ? String(parts[1]) : nil
    }

    var testDescription: String { path }

    init(path: String, text: String) {
        self.path = path
        var lines = text.components(separatedBy: "\n")
        if lines.last == "" { lines.removeLast() }
        self.lines = lines
    }

    /// A line without its comment and without the content of its literals.
    private static func code(_ line: String) -> String {
        var code = ""
        var isQuoted = false
        var isEscaped = false
        var previous: Character?
        for character in line {
            if isEscaped {
                isEscaped = false
                continue
            }
            if isQuoted, character == "\\" { isEscaped = true }
            if character == "\"" { isQuoted.toggle() }
            if !isQuoted {
                if character == "/", previous == "/" { return String(code.dropLast()) }
                code.append(character)
            }
            previous = character
        }
        return code
    }
}
