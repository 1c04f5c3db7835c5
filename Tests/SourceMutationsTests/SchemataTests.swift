import SourceMutations
import Testing

/// What is written into the copy: to the byte.
@Suite struct `A source with its mutants in it` {
    private func text(_ source: String, _ kinds: [MutationOperator]) throws -> String {
        let mutants = try MutantCatalogue.mutants(of: source).filter { kinds.contains($0.operator) }
        return Schemata(
            source: source,
            mutants: mutants.enumerated().map { .init(number: $0.offset + 1, mutant: $0.element) }
        ).text
    }

    @Test func `is the source without any`() throws {
        let source = "func a() {\n    // One.\n    b()\n    c()\n}\n"
        #expect(try text(source, []) == source)
    }

    @Test func `asks at each statement that may be dropped`() throws {
        #expect(
            try text("func a() {\n    b()\n    c(1)\n}\n", [.drop]) == """
                func a() {
                    if isMutant(1) {

                } else {
                b()
                }
                    if isMutant(2) {

                } else {
                c(1)
                }
                }

                """
        )
    }

    @Test func `asks at both of two statements that change places`() throws {
        #expect(
            try text("func a() {\n    b()\n    c()\n}\n", [.swap]) == """
                func a() {
                    if isMutant(1) {
                c()
                } else {
                b()
                }
                    if isMutant(1) {
                b()
                } else {
                c()
                }
                }

                """
        )
    }

    @Test func `chooses between expressions, the inner ones in the original`() throws {
        #expect(
            try text("func a() { if b < 1, c { } }", [.negate, .comparison, .offByOne]) == """
                func a() { if (isMutant(1) ? (!(b < 1)) : (isMutant(2) ? (b <= 1) : \
                (isMutant(3) ? (b < 2) : (b < 1)))), (isMutant(4) ? (!(c)) : (c)) { } }
                """
        )
    }

    @Test func `puts a return before the first statement`() throws {
        #expect(
            try text("func a() {\n    b()\n    c()\n}\n", [.returnEarly]) == """
                func a() {
                    if isMutant(1) {
                return
                }
                b()
                    c()
                }

                """
        )
    }

    @Test func `runs a closure without what guards it`() throws {
        #expect(
            try text("func a() async throws { return try await b.run { c } }", [.unwrap]) == """
                func a() async throws { return (isMutant(1) ? (try await { c }()) : \
                (try await b.run { c })) }
                """
        )
    }

    @Test func `knows who is to blame for an error`() throws {
        let source = "func a() {\n    b()\n    c(1)\n}\n"
        let mutants = try MutantCatalogue.mutants(of: source).filter {
            [.drop, .offByOne].contains($0.operator)
        }
        let schemata = Schemata(
            source: source,
            mutants: mutants.enumerated().map { .init(number: $0.offset + 1, mutant: $0.element) }
        )
        let lines = schemata.text.split(separator: "\n", omittingEmptySubsequences: false)
        let line = try #require(lines.firstIndex { $0.contains("isMutant(3) ? (2)") })
        let column = try #require(lines[line].firstRange(of: "(2)")).lowerBound
        let place = lines[line].distance(from: lines[line].startIndex, to: column) + 2
        #expect(schemata.mutants(line: line + 1, column: place) == [3])
        #expect(schemata.mutants(line: 1, column: 1) == [1])
        #expect(schemata.numbers == [1, 2, 3])
    }
}
