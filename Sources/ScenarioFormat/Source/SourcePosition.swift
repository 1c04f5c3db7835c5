/// A place in a file: line and column from 1, columns counted in Unicode scalars.
package struct SourcePosition: Hashable, Comparable, Sendable {
    /// Which of the files that a scenario is made of: 0 is its own, the others are included.
    package let file: Int
    /// The line, from 1.
    package let line: Int
    /// The column, from 1.
    package let column: Int

    /// The first place of a file.
    package static let start = SourcePosition(line: 1, column: 1)

    /// Makes a position.
    package init(file: Int = 0, line: Int, column: Int) {
        self.file = file
        self.line = line
        self.column = column
    }

    /// The same place in another file.
    func inFile(_ file: Int) -> SourcePosition {
        SourcePosition(file: file, line: line, column: column)
    }

    package static func < (left: SourcePosition, right: SourcePosition) -> Bool {
        (left.file, left.line, left.column) < (right.file, right.line, right.column)
    }
}
