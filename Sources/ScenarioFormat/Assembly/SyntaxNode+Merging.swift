extension SyntaxNode {
    /// This file's map over that of the file that it includes.
    ///
    /// Blocks merge, key by key; lists, values and what is one value although it is written as a map,
    /// such as a distribution, are replaced. Keys stay in the order in which they first appear.
    func merged(overIncluded base: SyntaxNode) -> SyntaxNode {
        guard case .map(let own) = content, case .map(let included) = base.content else {
            return self
        }
        // A scenario's name is its own file's, never inherited.
        let inherited = included.filter { !["scenario", "include"].contains($0.key) }
        let merged = Self.merge(own, over: inherited) { own, included in
            guard case .map(let below) = included.content else { return own }
            if own.isNothing { return included }
            guard case .map(let above) = own.content else { return own }
            let entries = Self.merge(above, over: below) { own, _ in own }
            return SyntaxNode(position: own.position, content: .map(entries))
        }
        return SyntaxNode(position: position, content: .map(merged))
    }

    private static func merge(
        _ own: [SyntaxEntry],
        over included: [SyntaxEntry],
        _ combine: (SyntaxNode, SyntaxNode) -> SyntaxNode
    ) -> [SyntaxEntry] {
        let ownByKey = Dictionary(own.map { ($0.key, $0) }) { first, _ in first }
        let keys = Set(included.map(\.key))
        let replaced = included.map { entry in
            guard let over = ownByKey[entry.key] else { return entry }
            return SyntaxEntry(
                key: entry.key,
                keyPosition: over.keyPosition,
                value: combine(over.value, entry.value)
            )
        }
        return replaced + own.filter { !keys.contains($0.key) }
    }

    /// The same tree with its places in another file.
    func inFile(_ file: Int) -> SyntaxNode {
        let content: Content =
            switch content {
            case .text: content
            case .list(let elements): .list(elements.map { $0.inFile(file) })
            case .map(let entries):
                .map(
                    entries.map {
                        SyntaxEntry(
                            key: $0.key,
                            keyPosition: $0.keyPosition.inFile(file),
                            value: $0.value.inFile(file)
                        )
                    }
                )
            }
        return SyntaxNode(position: position.inFile(file), content: content)
    }

    /// The value of a key, if this is a map that has it.
    subscript(key: String) -> SyntaxNode? {
        guard case .map(let entries) = content else { return nil }
        return entries.first { $0.key == key }?.value
    }

    /// The map without some keys.
    func without(_ keys: [String]) -> SyntaxNode {
        guard case .map(let entries) = content else { return self }
        let kept = entries.filter { !keys.contains($0.key) }
        return SyntaxNode(position: position, content: .map(kept))
    }
}
