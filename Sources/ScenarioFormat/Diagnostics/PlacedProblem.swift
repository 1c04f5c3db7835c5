/// What is wrong, and where.
typealias PlacedProblem = (problem: Problem, position: SourcePosition)
