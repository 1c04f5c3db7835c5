/// A table of aligned columns for a terminal.
///
/// Widths are those of the text alone, so that colours do not shift columns.
package struct TerminalTable {
    /// On which side of its column a text stands.
    package enum Alignment: Sendable {
        case left
        case right
    }

    /// One text of a row, and its colour.
    package struct Cell: ExpressibleByStringLiteral {
        let text: String
        let meaning: TextStyle.Meaning?

        /// Makes a cell.
        package init(_ text: String, _ meaning: TextStyle.Meaning? = nil) {
            self.text = text
            self.meaning = meaning
        }

        package init(stringLiteral text: String) {
            self.init(text)
        }
    }

    private let columns: [(title: String, alignment: Alignment)]
    private var rows: [[Cell]] = []

    /// Makes a table without rows.
    package init(_ columns: [(title: String, alignment: Alignment)]) {
        self.columns = columns
    }

    /// Adds a row, with one cell for each column.
    package mutating func add(_ row: [Cell]) {
        precondition(
            row.count == columns.count,
            "A row has one cell for each of its table's columns."
        )
        rows.append(row)
    }

    /// The table's lines, the titles first.
    package func lines(_ style: TextStyle) -> [String] {
        let widths = columns.indices.map { column in
            rows.reduce(columns[column].title.count) { max($0, $1[column].text.count) }
        }
        let titles = columns.map { Cell($0.title, .heading) }
        return ([titles] + rows).map { row in
            var line = ""
            for (column, cell) in row.enumerated() {
                let padding = String(repeating: " ", count: widths[column] - cell.text.count)
                let text = cell.meaning.map { style.paint(cell.text, $0) } ?? cell.text
                let isLast = column == columns.count - 1
                switch columns[column].alignment {
                case .left: line += text + (isLast ? "" : padding)
                case .right: line += padding + text
                }
                if !isLast { line += "  " }
            }
            return line
        }
    }
}
