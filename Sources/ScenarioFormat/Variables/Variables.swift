/// The variables of one combination: their values, replaced in each other, and what is wrong with
/// them.
///
/// A value may use other variables. However they use each other, the cost is bounded: each is worked
/// out once, and to so much text.
struct Variables {
    /// A variable that a file declares.
    struct Declaration: Equatable, Sendable {
        let name: String
        let text: String
        let position: SourcePosition
    }

    /// Why a text cannot be had.
    enum Failure: Error {
        /// These are reported where the text stands.
        case here([Problem])
        /// It is reported elsewhere: a variable of the text is itself wrong.
        case elsewhere
    }

    /// The variables that a file may declare.
    static let most = 100
    /// The text that all values of a file together may come to.
    static let mostText = 1_048_576

    private let declarations: [Declaration]
    private let declared: [String: Declaration]
    private let settings: [String: String]
    private let names: [String]
    private var known: [String: String] = [:]
    /// The variables whose values are being worked out, each used by the one before it.
    private var chain: [String] = []
    private var isDeclaring = false
    private var textLeft = mostText

    /// Variables that files declare, and settings that go before them.
    init(_ declarations: [Declaration], settings: [VariableSetting]) {
        names = declarations.map(\.name) + settings.map(\.name)
        self.declarations = declarations
        declared = Dictionary(declarations.map { ($0.name, $0) }) { first, _ in first }
        self.settings = Dictionary(settings.map { ($0.name, $0.value) }) { first, _ in first }
    }

    /// A text with its variables replaced.
    ///
    /// - Throws: why it cannot be had.
    mutating func expand(_ text: String) throws(Failure) -> String {
        var expanded: [UInt8] = []
        var problems: [Problem] = []
        var isWhole = true
        for part in TemplateText.parts(of: text) {
            do throws(Failure) {
                expanded += try self.text(of: part).utf8
            } catch {
                isWhole = false
                guard case .here(let found) = error else { continue }
                problems += found.filter { !problems.contains($0) }
            }
        }
        if isWhole { return String(decoding: expanded, as: UTF8.self) }
        throw problems.isEmpty ? .elsewhere : .here(problems)
    }

    private mutating func text(of part: TemplateText.Part) throws(Failure) -> String {
        guard textLeft >= 0 else { throw .elsewhere }
        let text: String
        switch part {
        case .literal(let literal): text = String(literal)
        case .malformed(let found): throw .here([.malformedVariable(found)])
        case .variable(let name): text = try value(of: name)
        }
        textLeft -= text.utf8.count
        guard textLeft >= 0 else { throw .here([.tooMuchText(limit: Self.mostText)]) }
        return text
    }

    /// What is wrong with the declared values that are not overridden, each at its place.
    mutating func problems() -> [PlacedProblem] {
        isDeclaring = true
        defer { isDeclaring = false }
        var problems: [PlacedProblem] = []
        for declaration in declarations where settings[declaration.name] == nil {
            chain = [declaration.name]
            defer { chain = [] }
            do throws(Failure) {
                _ = try expand(declaration.text)
            } catch {
                guard case .here(let found) = error else { continue }
                problems += found.map { ($0, declaration.position) }
            }
        }
        return problems
    }

    private mutating func value(of name: String) throws(Failure) -> String {
        if let value = known[name] { return value }
        if let first = chain.firstIndex(of: name) {
            throw .here([.variableCycle(chain[first...] + [name])])
        }
        let setting = settings[name]
        guard let text = setting ?? declared[name]?.text else {
            throw .here([.unsetVariable(name, known: names)])
        }
        chain.append(name)
        defer { chain.removeLast() }
        do throws(Failure) {
            let value = try expand(text)
            known[name] = value
            return value
        } catch {
            if setting != nil { throw error }
            // What is wrong with a declared value is reported once, where it is declared.
            let own = ownCircles(error)
            throw own.isEmpty ? .elsewhere : .here(own)
        }
    }

    /// The circles that lead back to the declared value that is looked at.
    private func ownCircles(_ failure: Failure) -> [Problem] {
        guard isDeclaring, case .here(let problems) = failure else { return [] }
        return problems.filter {
            if case .variableCycle(let circle) = $0 { circle.first == chain.first } else { false }
        }
    }
}
