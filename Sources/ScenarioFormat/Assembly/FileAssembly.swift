internal import Histories

/// Puts a scenario together from its file and those that it includes.
///
/// Each file includes at most one, so the files are a chain. What is wrong with one of them is
/// reported in it; the rest is still read, so that all errors are found at once.
struct FileAssembly {
    /// Longer chains are circles through links, or nothing that anybody could follow.
    private static let longestChain = 16

    private let files: SourceFiles
    /// The files that were read, the scenario's own first; places name them by their index.
    private(set) var sources: [SourceText] = []
    private(set) var problems: [PlacedProblem] = []
    /// Whether a file that is named could not be read: what seems to be missing may be in it.
    private(set) var isIncomplete = false

    init(_ files: SourceFiles) {
        self.files = files
    }

    /// The whole map of a scenario; nil, and a problem, if its own file is not YAML.
    mutating func assemble(_ source: SourceText) -> SyntaxNode? {
        guard let own = compose(source) else { return nil }
        var chain = [own]
        while let last = chain.last, let include = last["include"] {
            guard let included = read(include) else {
                isIncomplete = true
                break
            }
            chain.append(included)
        }
        var root = chain[chain.count - 1]
        for node in chain.dropLast().reversed() { root = node.merged(overIncluded: root) }
        return root.without(["include"])
    }

    /// The tree of a text, its places named by the file's number.
    private mutating func compose(_ source: SourceText) -> SyntaxNode? {
        let file = sources.count
        sources.append(source)
        var composer = SyntaxComposer(source)
        let node = composer.compose()
        problems += composer.problems.map { ($0.problem, $0.position.inFile(file)) }
        return node?.inFile(file)
    }

    /// The map of an included file; nil, and a problem, if there is none.
    private mutating func read(_ include: SyntaxNode) -> SyntaxNode? {
        guard let path = path(of: include) else { return nil }
        let bytes: [UInt8]
        switch files.contents(path) {
        case .success(let contents): bytes = contents
        case .failure(let diagnostic):
            report(.unreadableInclude(path: path, diagnostic.problem, near: near(path)), include)
            return nil
        }
        guard bytes.count <= SourceText.longestFile else {
            let problem = Problem.tooLarge(limit: SourceText.longestFile)
            report(.unreadableInclude(path: path, problem, near: nil), include)
            return nil
        }
        let (source, firstBroken) = SourceText.decoded(bytes, fileName: path)
        if let firstBroken {
            problems.append((.notUTF8, firstBroken.inFile(sources.count)))
            sources.append(source)
            return nil
        }
        guard let node = compose(source) else { return nil }
        if case .map = node.content { return node }
        problems.append((.wrongShape(.map, found: node.shape), node.position))
        return nil
    }

    /// The path that a file includes; nil, and a problem, if it cannot be one.
    private mutating func path(of include: SyntaxNode) -> String? {
        var reading = Reading(knownInvariants: [])
        let text = VariablesDescription.include.read(include, &reading)
        problems += reading.problems
        guard let text else { return nil }
        let path = SourcePath.resolved(text, in: sources[sources.count - 1].fileName)
        guard path.hasSuffix(".yaml") else {
            report(.unreadableInclude(path: path, .notAScenarioFile, near: nil), include)
            return nil
        }
        let names = sources.map { SourcePath.normalized($0.fileName) }
        if let first = names.firstIndex(of: path) {
            report(.includeCycle(names[first...] + [path]), include)
            return nil
        }
        guard sources.count < Self.longestChain else {
            report(.includeChainTooLong(limit: Self.longestChain), include)
            return nil
        }
        return path
    }

    private mutating func report(_ problem: Problem, _ node: SyntaxNode) {
        problems.append((problem, node.position))
    }

    /// The file that was probably meant, as the path of one that there is.
    private func near(_ path: String) -> String? {
        let folder = SourcePath.folder(of: path)
        let prefix = folder == "." ? "" : folder + "/"
        let name = String(path.dropFirst(prefix.count))
        let others = files.names(folder).filter { $0.hasSuffix(".yaml") && $0 != name }
        return Suggestion.nearest(to: name, among: others).map { prefix + $0 }
    }
}
