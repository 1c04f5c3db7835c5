/// A problem at its place in a file.
package struct Diagnostic: Equatable, Sendable {
    /// The file, as it was named.
    package let fileName: String
    /// The place; `nil` when the file could not be read at all.
    package let position: SourcePosition?
    /// The line of that place.
    package let sourceLine: String?
    /// What is wrong.
    package let problem: Problem

    /// Makes a diagnostic.
    package init(
        fileName: String,
        position: SourcePosition?,
        sourceLine: String?,
        problem: Problem
    ) {
        self.fileName = fileName
        self.position = position
        self.sourceLine = sourceLine
        self.problem = problem
    }

    /// What is wrong, in words.
    package var message: String { ProblemWording.message(for: problem) }

    /// Whether one comes before another: by file, then by place, then by words.
    static func precedes(_ left: Diagnostic, _ right: Diagnostic) -> Bool {
        if left.fileName != right.fileName { return left.fileName < right.fileName }
        let leftPosition = left.position ?? .start
        let rightPosition = right.position ?? .start
        if leftPosition != rightPosition { return leftPosition < rightPosition }
        return left.message < right.message
    }
}
