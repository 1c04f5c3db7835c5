/// The values that a file asks to be combined, each with each.
struct Matrix {
    /// One key with its values.
    struct Key: Equatable, Sendable {
        let name: String
        let values: [Value]
    }

    /// One value, and where it is written.
    struct Value: Equatable, Sendable {
        let text: String
        let position: SourcePosition
    }

    /// More runs than these are a mistake, or several files.
    static let mostCombinations = 256

    let keys: [Key]

    init(_ keys: [Key]) {
        self.keys = keys
    }

    /// The matrix with the values that settings from outside leave: a key that is set has one.
    func pinned(by settings: [VariableSetting]) -> Matrix {
        Matrix(
            keys.map { key in
                guard let setting = settings.first(where: { $0.name == key.name }),
                    let place = key.values.first?.position
                else { return key }
                return Key(
                    name: key.name,
                    values: [Value(text: setting.value, position: place)]
                )
            }
        )
    }

    /// The matrix with the variables in its values replaced.
    func expanded(_ variables: inout Variables) -> (matrix: Matrix, problems: [PlacedProblem]) {
        var problems: [PlacedProblem] = []
        let expanded = keys.map { key in
            var values: [Value] = []
            for value in key.values {
                let position = value.position
                do throws(Variables.Failure) {
                    let value = try variables.expand(value.text)
                    let title = Combination.title(of: value)
                    if values.contains(where: { Combination.title(of: $0.text) == title }) {
                        problems.append((.repeatedMatrixValue(value), position))
                    } else {
                        values.append(Value(text: value, position: position))
                    }
                } catch {
                    if case .here(let found) = error { problems += found.map { ($0, position) } }
                }
            }
            return Key(name: key.name, values: values)
        }
        return (Matrix(expanded), problems)
    }

    /// How many combinations there are; the largest number if there are more than that.
    var count: Int {
        keys.reduce(1) { count, key in
            let (product, isTooLarge) = count.multipliedReportingOverflow(by: key.values.count)
            return isTooLarge ? .max : product
        }
    }

    /// All combinations; the values of the first key change last.
    var combinations: [Combination] {
        keys.reduce([[]]) { settings, key in
            settings.flatMap { before in
                key.values.map { before + [VariableSetting(name: key.name, value: $0.text)] }
            }
        }.map(Combination.init)
    }
}
