import Foundation
import Testing

@Suite struct FormatTests {
    private let command: Command
    private let untidy = """
        version:  1
        scenario: a
        summary: A.
        clients:
        -   sessions: 3      # three
            messages: 1
        limits: {duration: 5s,drain: 100s}
        """
    private let tidy = """
        version: 1
        scenario: a
        summary: A.
        limits: { duration: 5s, drain: 100s }

        clients:
          - sessions: 3                           # three
            messages: 1

        """

    init() throws {
        command = try Command()
    }

    @Test func `Files are laid out where they are; links and rights stay`() throws {
        defer { command.remove() }
        try command.write(untidy, to: "real/a.yaml")
        let real = command.folder.appending(path: "real/a.yaml")
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: real.path)
        let link = command.folder.appending(path: "a.yaml")
        try FileManager.default.createSymbolicLink(at: link, withDestinationURL: real)
        let first = try command.run("format", "a.yaml")
        #expect(first.status == 0, "\(first.errors)")
        #expect(first.output == "a.yaml: laid out\n1 file, 1 laid out\n")
        #expect(try command.read("real/a.yaml") == tidy)
        #expect((try? FileManager.default.destinationOfSymbolicLink(atPath: link.path)) != nil)
        let rights = try FileManager.default.attributesOfItem(atPath: real.path)[.posixPermissions]
        #expect(rights as? Int == 0o600)
        #expect(try command.run("format", "a.yaml").output == "1 file, 0 laid out\n")
    }

    @Test func `A check writes nothing, names the first line that differs, and ends with 1`() throws
    {
        defer { command.remove() }
        try command.write(untidy, to: "a.yaml")
        try command.write(tidy.replacing("scenario: a", with: "scenario: b"), to: "b.yaml")
        let result = try command.run("format", "--check", ".")
        #expect(result.status == 1)
        #expect(result.output == "a.yaml:1: not laid out\n2 files, 1 not laid out\n")
        #expect(try command.read("a.yaml") == untidy)
        #expect(try command.run("format", "--check", "b.yaml").status == 0)
    }

    @Test func `A file that is wrong is not touched, and the others are laid out`() throws {
        defer { command.remove() }
        let wrong = untidy + "\nfautls:   []"
        try command.write(wrong, to: "wrong.yaml")
        try command.write(untidy, to: "a.yaml")
        try command.write(
            "---\n" + tidy.replacing("scenario: a", with: "scenario: c"),
            to: "c.yaml"
        )
        let result = try command.run("format", ".")
        #expect(result.status == 65)
        #expect(result.errors.contains("did you mean 'faults'?"))
        #expect(
            result.errors.contains(
                "c.yaml: left as it is: it has lines with '---', which are not laid out\n"
            )
        )
        #expect(try command.read("wrong.yaml") == wrong)
        #expect(try command.read("a.yaml") == tidy)
    }
}
