import SourceMutations
import Testing

/// Each kind of mistake, on a small source: what it is called, and what is written for it.
@Suite struct `The mutants of a source` {
    /// The names of the mutants in the body of a function, without the function's.
    private func names(_ body: String, of kind: MutationOperator? = nil) throws -> [String] {
        try MutantCatalogue.mutants(of: "func f() async throws {\n\(body)\n}\n")
            .filter { kind == nil || $0.operator == kind }
            .map { String($0.name.dropFirst("f: ".count)) }
    }

    @Test func `negate a condition, and leave one of several out`() throws {
        #expect(
            try names("if a, let b, !c { }").filter { !$0.hasPrefix("drop") } == [
                "not `a`", "`a` is not asked", "not `!c`", "`!c` is not asked",
            ]
        )
        #expect(try names("while a(b) { }").contains("not `a(b)`"))
        #expect(try names("for a in b where a.c { }").contains("not `a.c`"))
    }

    @Test func `drop a statement, but none that must be there`() throws {
        let body = """
            let a = b()
            c.d(a)
            guard a else {
                e()
                return
            }
            guard let f else { return }
            let g: Int
            do { g = try h() } catch { return }
            logger.info("x")
            context.logger.info("x")
            i = g
            """
        #expect(
            try names(body, of: .drop) == [
                "drop `c.d(a)`", "drop `guard a else { e() return }`", "drop `e()`", "drop `i = g`",
            ]
        )
    }

    @Test func `swap neighbours, unless both only assign`() throws {
        #expect(
            try names("a()\nb = 1\nc = 2\nlet d = 3\ne()", of: .swap) == ["`a()` after `b = 1`"]
        )
    }

    @Test func `change a number, a comparison, an operator, a constant`() throws {
        let names = try names("a = b + 1_000 < min(c, d) || e == true")
        #expect(
            names.filter { !$0.hasPrefix("drop") } == [
                "`a = b + 1_000 < min(c, d) || e == true`: `+` → `-`",
                "`a = b + 1_000 < min(c, d) || e == true`: `1_000` → `1001`",
                "`a = b + 1_000 < min(c, d) || e == true`: `<` → `<=`",
                "`a = b + 1_000 < min(c, d) || e == true`: `min` → `max`",
                "`a = b + 1_000 < min(c, d) || e == true`: `||` → `&&`",
                "`a = b + 1_000 < min(c, d) || e == true`: `==` → `!=`",
                "`a = b + 1_000 < min(c, d) || e == true`: `true` → `false`",
            ]
        )
    }

    @Test func `take no type, label, text or pattern for an operator`() throws {
        let body = """
            let a: [String: Set<Int>] = b<Int>("1 + 2 \\(c < d)")
            switch a {
            case .e(1): f?.g()
            case .h where i: j()
            default: break
            }
            """
        #expect(
            try names(body).filter { !$0.hasPrefix("drop") } == [
                "return at once", "not `i`",
            ]
        )
    }

    @Test func `forget an error, throw it on, or leave the guard around a call out`() throws {
        let body = """
            do { try await a.run { try b() } } catch let error as C {
                d()
            }
            """
        #expect(
            try names(body).filter { !$0.hasPrefix("drop") } == [
                "without `a.run`: `{ try b() }`", "catch let error as C throws on",
                "catch let error as C does nothing",
            ]
        )
    }

    @Test func `return at once what a function may return`() throws {
        let source = """
            struct A {
                func b() -> Bool { c(); return d }
                func e() -> F? { c(); return d }
                func g() -> [F] { c(); return d }
                func h() -> F { c(); return d }
                var i: F { c(); return d }
                func j() { k() }
            }
            """
        #expect(
            try MutantCatalogue.mutants(of: source).filter { $0.operator == .returnEarly }
                .map(\.name) == [
                    "b: return true at once", "b: return false at once", "e: return nil at once",
                    "g: return [] at once",
                ]
        )
    }

    @Test func `take what stands behind the question marks`() throws {
        #expect(try names("a = b", of: .fallback).isEmpty)
        #expect(try names("return a?.b ?? c + d", of: .fallback).isEmpty)
        #expect(try names("return a?.b ?? c", of: .fallback) == ["`a?.b ?? c` → `c`"])
    }

    @Test func `are numbered where they have one name`() throws {
        #expect(try names("a()\na()", of: .drop) == ["drop `a()`", "drop `a()` #2"])
    }

    @Test func `have the line on which they differ`() throws {
        let mutants = try MutantCatalogue.mutants(of: "func a() {\n    b()\n    c()\n}\n")
        #expect(mutants.filter { $0.operator == .drop }.map(\.line) == [2, 3])
    }

    @Test func `need brackets that match`() {
        #expect(throws: SourceError.self) { try MutantCatalogue.mutants(of: "func a() { (] }") }
        #expect(throws: SourceError.self) { try MutantCatalogue.mutants(of: "func a() {") }
    }
}
