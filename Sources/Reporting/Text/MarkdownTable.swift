/// A table of a Markdown document, with its columns aligned in the source too.
package struct MarkdownTable {
    /// On which side of its column a text stands.
    package enum Alignment: Sendable {
        case left
        case right
    }

    private let columns: [(title: String, alignment: Alignment)]
    private var rows: [[String]] = []

    /// Makes a table without rows.
    package init(_ columns: [(title: String, alignment: Alignment)]) {
        self.columns = columns
    }

    /// Adds a row, with one text for each column.
    package mutating func add(_ row: [String]) {
        precondition(
            row.count == columns.count,
            "A row has one text for each of its table's columns."
        )
        // A line break or a bar would end the cell.
        rows.append(
            row.map { text in
                text.replacing("|", with: "\\|").replacing("\n", with: " ")
            }
        )
    }

    /// The table's lines, each with its end.
    package var text: String {
        let widths = columns.indices.map { column in
            rows.reduce(max(3, columns[column].title.count)) { max($0, $1[column].count) }
        }
        let rule = columns.indices.map { column in
            let dashes = String(repeating: "-", count: widths[column] - 1)
            return columns[column].alignment == .left ? ":" + dashes : dashes + ":"
        }
        let titles = line(columns.map(\.title), widths)
        return titles + line(rule, widths) + rows.map { line($0, widths) }.joined()
    }

    private func line(_ cells: [String], _ widths: [Int]) -> String {
        let padded = cells.indices.map { column in
            let padding = String(repeating: " ", count: widths[column] - cells[column].count)
            return columns[column].alignment == .left
                ? cells[column] + padding : padding + cells[column]
        }
        return "| " + padded.joined(separator: " | ") + " |\n"
    }
}
