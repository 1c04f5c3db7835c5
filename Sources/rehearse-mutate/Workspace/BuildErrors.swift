/// Reads what a compiler complains of.
package enum BuildErrors {
    /// Where an error is.
    package struct Place: Hashable, Sendable {
        package let path: String
        package let line: Int
        package let column: Int
    }

    /// The places of all errors, in order; warnings and notes are none.
    package static func places(in output: String) -> [Place] {
        output.split(separator: "\n").compactMap { line in
            guard let end = line.firstRange(of: ": error: ") else { return nil }
            let parts = line[..<end.lowerBound].split(separator: ":")
            guard parts.count == 3, let row = Int(parts[1]), let column = Int(parts[2]) else {
                return nil
            }
            return Place(path: String(parts[0]), line: row, column: column)
        }
    }
}
