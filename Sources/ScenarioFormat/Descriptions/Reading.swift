/// One pass over a file: what was found wrong so far, and where everything was.
///
/// Places in the file are named by paths such as `faults/2/crash/down`, so that what contradicts
/// itself can be shown where it is written.
struct Reading {
    /// The ids that `always` and `verdict` may name.
    let knownInvariants: [String]
    private(set) var problems: [PlacedProblem] = []
    private var path: [String] = []
    private var positions: [String: SourcePosition] = [:]
    private var failedPaths: [String] = []
    private var keptElements: [String: [Int]] = [:]

    init(knownInvariants: [String]) {
        self.knownInvariants = knownInvariants
    }

    /// Reads a part of the current value under its own path.
    mutating func within<Result>(
        _ name: String,
        at position: SourcePosition,
        _ body: (inout Reading) -> Result
    ) -> Result {
        path.append(name)
        positions[path.joined(separator: "/")] = position
        defer { path.removeLast() }
        return body(&self)
    }

    /// Notes a problem of the current value.
    mutating func report(_ problem: Problem, at position: SourcePosition) {
        problems.append((problem, position))
        failedPaths.append(path.joined(separator: "/"))
    }

    /// Notes a problem of the current map that may have left the key of that name unread.
    mutating func report(
        _ problem: Problem,
        at position: SourcePosition,
        insteadOf key: String?
    ) {
        problems.append((problem, position))
        if let key { failedPaths.append((path + [key]).joined(separator: "/")) }
    }

    /// Notes which elements of the current list could be read at all.
    mutating func keep(elements: [Int]) {
        keptElements[path.joined(separator: "/")] = elements
    }

    /// The place in the file's list of an element of the list that was read.
    func elementIndex(_ index: Int, of list: String) -> Int {
        guard let kept = keptElements[list], kept.indices.contains(index) else { return index }
        return kept[index]
    }

    /// Whether something is wrong with a value, a part of it or what it is a part of.
    func hasFailed(_ path: String) -> Bool {
        failedPaths.contains {
            $0 == path || $0.hasPrefix(path + "/") || path.hasPrefix($0 + "/")
        }
    }

    /// Where the first of some values is that is written at all, or else near the first.
    func position(ofFirst paths: [String]) -> SourcePosition {
        for path in paths {
            if let position = positions[path] { return position }
        }
        return position(of: paths[0])
    }

    /// Where a value is written, or else the nearest that it would be a part of.
    func position(of path: String) -> SourcePosition {
        var names = path.split(separator: "/")
        while !names.isEmpty {
            if let position = positions[names.joined(separator: "/")] { return position }
            names.removeLast()
        }
        return .start
    }
}
