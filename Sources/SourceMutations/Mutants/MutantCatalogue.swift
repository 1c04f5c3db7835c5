/// The mutants of a source, in order.
package enum MutantCatalogue {
    /// Finds the mutants of a source.
    ///
    /// Determinism: a function of the text.
    /// - Throws: `SourceError` if its brackets do not match.
    package static func mutants(of source: String) throws(SourceError) -> [Mutant] {
        let bytes = Array(source.utf8)
        var walker = SourceWalker(source: bytes)
        walker.walk(try NodeTree.nodes(of: bytes))
        var seen: [String: Int] = [:]
        return walker.finder.mutants.map { found in
            var mutant = found
            seen[found.name, default: 0] += 1
            if let count = seen[found.name], count > 1 { mutant.name += " #\(count)" }
            return mutant
        }
    }
}
