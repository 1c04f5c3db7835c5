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
    /// Which combinations of a matrix it is about, in words; `nil` when it is about all of them.
    package let combinations: String?

    /// Makes a diagnostic.
    package init(
        fileName: String,
        position: SourcePosition?,
        sourceLine: String?,
        problem: Problem,
        combinations: String? = nil
    ) {
        self.combinations = combinations
        self.fileName = fileName
        self.position = position
        self.sourceLine = sourceLine
        self.problem = problem
    }

    /// What is wrong, in words.
    package var message: String {
        let message = ProblemWording.message(for: problem)
        return combinations.map { "\(message) (\($0))" } ?? message
    }

    /// A problem of a file that could not be read at all.
    static func unplaced(_ problem: Problem, _ fileName: String) -> Diagnostic {
        Diagnostic(fileName: fileName, position: nil, sourceLine: nil, problem: problem)
    }

    /// Whether one comes before another: by file, then by place, then by words.
    static func precedes(_ left: Diagnostic, _ right: Diagnostic) -> Bool {
        if left.fileName != right.fileName { return left.fileName < right.fileName }
        let leftPosition = left.position ?? .start
        let rightPosition = right.position ?? .start
        if leftPosition != rightPosition { return leftPosition < rightPosition }
        return left.message < right.message
    }
}
