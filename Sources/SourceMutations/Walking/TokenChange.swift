/// What one token may be mistaken for.
struct TokenChange: Hashable, Sendable {
    let `operator`: MutationOperator
    /// What stands in the token's place.
    let text: String

    /// Whether it makes a whole condition say the opposite.
    var isNegation: Bool { self.`operator` == .constant || Self.equalities.contains(text) }

    private static let equalities: Set<String> = ["==", "!=", "===", "!=="]

    /// The changes of a token that stands before `rest` in its expression.
    static func changes(of token: Token, before rest: ArraySlice<Node>) -> [TokenChange] {
        switch token.kind {
        case .number: number(token)
        case .operator where token.isBinaryOperator: binary(token.text)
        case .word where token.text == "true": [TokenChange(operator: .constant, text: "false")]
        case .word where token.text == "false": [TokenChange(operator: .constant, text: "true")]
        case .word where ["min", "max"].contains(token.text) && rest.first?.parentheses != nil:
            [TokenChange(operator: .arithmetic, text: token.text == "min" ? "max" : "min")]
        default: []
        }
    }

    private static func number(_ token: Token) -> [TokenChange] {
        guard let value = Int(token.text.filter { $0 != "_" }) else { return [] }
        return [TokenChange(operator: .offByOne, text: "\(value + 1)")]
    }

    private static func binary(_ text: String) -> [TokenChange] {
        pairs.filter { $0.from == text }.map { TokenChange(operator: $0.operator, text: $0.to) }
    }

    private static let pairs: [(from: String, to: String, operator: MutationOperator)] = [
        ("<", "<=", .comparison), ("<=", "<", .comparison), (">", ">=", .comparison),
        (">=", ">", .comparison), ("==", "!=", .comparison), ("!=", "==", .comparison),
        ("===", "!==", .comparison), ("!==", "===", .comparison),
        ("&&", "||", .boolean), ("||", "&&", .boolean),
        ("+", "-", .arithmetic), ("-", "+", .arithmetic), ("*", "/", .arithmetic),
        ("/", "*", .arithmetic), ("+=", "-=", .arithmetic), ("-=", "+=", .arithmetic),
    ]
}
