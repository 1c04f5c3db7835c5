/// Finds the known name that a mistyped one was meant to be.
enum Suggestion {
    /// Returns the nearest of `candidates` by edit distance, the first of equals; nil when none is
    /// near enough to be meant.
    static func nearest(to name: String, of candidates: [String]) -> String? {
        let limit = max(1, min(3, name.count / 2))
        guard name.count <= 64 else { return nil }
        var best: (name: String, distance: Int)?
        for candidate in candidates {
            let distance = distance(Array(name.utf8), Array(candidate.utf8))
            if distance <= limit, distance < best?.distance ?? Int.max {
                best = (candidate, distance)
            }
        }
        return best?.name
    }

    private static func distance(_ left: [UInt8], _ right: [UInt8]) -> Int {
        var row = Array(0...right.count)
        for (leftIndex, leftByte) in left.enumerated() {
            var diagonal = row[0]
            row[0] = leftIndex + 1
            for (rightIndex, rightByte) in right.enumerated() {
                let substitution = diagonal + (leftByte == rightByte ? 0 : 1)
                diagonal = row[rightIndex + 1]
                row[rightIndex + 1] = min(substitution, row[rightIndex] + 1, diagonal + 1)
            }
        }
        return row[right.count]
    }
}
