import Testing

@testable import rehearse_mutate

@Suite struct `The errors of a build` {
    @Test func `are found among all that a compiler says`() {
        let output = """
            [1/2] Compiling A B.swift
            /a/B.swift:12:5: error: cannot find 'x' in scope
             12 |     x()
            /a/B.swift:13:1: warning: unused
            /a/C.swift:1:2: error: expected ')'
            error: emit-module command failed
            """
        #expect(
            BuildErrors.places(in: output).map { "\($0.path):\($0.line):\($0.column)" } == [
                "/a/B.swift:12:5", "/a/C.swift:1:2",
            ]
        )
    }
}
