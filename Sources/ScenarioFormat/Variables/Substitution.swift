/// Replaces the variables in the scalar values of a tree; keys stay what they are.
struct Substitution {
    private var variables: Variables
    /// What cannot be replaced.
    private(set) var problems: [PlacedProblem] = []
    /// The places of the scalars that were left as they are because something is wrong with them.
    private(set) var failedPlaces: Set<SourcePosition> = []

    init(_ variables: Variables) {
        self.variables = variables
        problems = self.variables.problems()
    }

    /// The tree with its variables replaced.
    mutating func apply(to node: SyntaxNode) -> SyntaxNode {
        switch node.content {
        case .text(let text, _):
            guard TemplateText.isTemplate(text), let expanded = expand(text, at: node.position)
            else { return node }
            // What was replaced is a text even when there is nothing in it.
            return SyntaxNode(position: node.position, content: .text(expanded, isPlain: false))
        case .list(let elements):
            let content = SyntaxNode.Content.list(elements.map { apply(to: $0) })
            return SyntaxNode(position: node.position, content: content)
        case .map(let entries):
            let replaced = entries.map { entry in
                SyntaxEntry(
                    key: entry.key,
                    keyPosition: entry.keyPosition,
                    value: apply(to: entry.value)
                )
            }
            return SyntaxNode(position: node.position, content: .map(replaced))
        }
    }

    private mutating func expand(_ text: String, at position: SourcePosition) -> String? {
        do throws(Variables.Failure) {
            return try variables.expand(text)
        } catch {
            failedPlaces.insert(position)
            if case .here(let found) = error { problems += found.map { ($0, position) } }
            return nil
        }
    }
}
