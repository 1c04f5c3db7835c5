/// What a rehearsed program did, in order: written by the one thread that drives its simulation.
final class Log: @unchecked Sendable {
    private(set) var lines: [String] = []

    func append(_ line: String) { lines.append(line) }
}
