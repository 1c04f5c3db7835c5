import Foundation

/// An article with code that it has from files.
struct Article {
    /// A piece of code, and the file that it is from.
    struct Quotation: CustomStringConvertible {
        let file: String
        let lines: [String]

        var description: String { "\(file): \(lines.first ?? "")" }

        /// Whether a file's text has the lines, one after the other, whatever their indentation.
        func stands(in text: String) -> Bool {
            let all = text.components(separatedBy: "\n")
            guard let first = lines.first, all.count >= lines.count else { return false }
            return (0...all.count - lines.count).contains { start in
                guard all[start].hasSuffix(first) else { return false }
                let indentation = all[start].dropLast(first.count)
                return indentation.allSatisfy { $0 == " " }
                    && zip(all[start...], lines).allSatisfy { line, quoted in
                        line == (quoted.isEmpty ? "" : indentation + quoted)
                    }
            }
        }
    }

    /// The languages whose code is from a file.
    private static let quotedLanguages = ["swift", "yaml"]

    /// Every piece of code; the file is what the last line before it names between backquotes.
    let quotations: [Quotation]

    /// Reads an article.
    init(text: String) {
        var quotations: [Quotation] = []
        var file = ""
        var language: Substring?
        var lines: [String] = []
        for line in text.components(separatedBy: "\n") {
            if line.hasPrefix("```") {
                if let opened = language {
                    if Self.quotedLanguages.contains(String(opened)) {
                        quotations.append(Quotation(file: file, lines: lines))
                    }
                    language = nil
                } else {
                    language = line.dropFirst(3)
                    lines = []
                }
            } else if language != nil {
                lines.append(line)
            } else if line.hasSuffix("`:") {
                file = line.dropLast(2).split(separator: "`").last.map(String.init) ?? ""
            } else if !line.isEmpty {
                file = ""
            }
        }
        self.quotations = quotations
    }
}
