import ArgumentParser
import Testing
import rehearse_bench

/// What the command makes of its arguments.
@Suite struct CommandTests {
    @Test func `The process that measures takes the number of runs from its arguments`() throws {
        let command = try RehearseBench.parseAsRoot(["once", "chat-memory", "--runs", "9"])
        #expect((command as? Once)?.runs == 9)
    }

    @Test func `A name that is no benchmark's is told, with those that are`() throws {
        let command = try RehearseBench.parseAsRoot(["once", "chat"]) as? Once
        let error = #expect(throws: ValidationError.self) { try command?.run() }
        let beginning = "There is no benchmark 'chat'; there are: wait-100,"
        #expect(error?.message.hasPrefix(beginning) == true)
    }
}
