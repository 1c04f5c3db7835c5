import Foundation
import ScenarioFormat
import Testing

@Suite struct ScenarioLibraryTests {
    /// A folder with those files in it, gone afterwards; files named `…/` are folders.
    private func load(
        _ files: [String: String],
        _ paths: [String],
        links: [String: String] = [:]
    ) throws -> (names: [String], problems: String) {
        let root = FileManager.default.temporaryDirectory
            .appendingPathComponent("rehearsal-library-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: root) }
        for (path, text) in files {
            let url = root.appendingPathComponent(path)
            let folder = path.hasSuffix("/") ? url : url.deletingLastPathComponent()
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            if !path.hasSuffix("/") { try Data(text.utf8).write(to: url) }
        }
        for (path, target) in links {
            try FileManager.default.createSymbolicLink(
                atPath: root.appendingPathComponent(path).path,
                withDestinationPath: target
            )
        }
        let library = ScenarioLibrary.load(
            paths: paths.map { root.path + ($0.isEmpty ? "" : "/" + $0) },
            parser: ScenarioParser(knownInvariants: knownInvariants)
        )
        let problems = DiagnosticRenderer(style: .plain).render(library.diagnostics)
        return (
            library.entries.map { $0.path.replacing(root.path + "/", with: "") },
            problems.replacing(root.path, with: "ROOT")
        )
    }

    private func valid(_ name: String) -> String {
        "version: 1\nscenario: \(name)\nsummary: A.\nclients: [{ sessions: 1 }]\n"
    }

    @Test func `a folder has all that is below it, by path`() throws {
        let files = [
            "b.yaml": valid("b"), "a/z.yaml": valid("z"), "a/c/y.yaml": valid("y"),
            "a.yaml": valid("a"), "notes.md": "# Notes", "a/x.yml": "no", ".hidden.yaml": "no",
            ".git/config.yaml": "no",
        ]
        let loaded = try load(files, [""])
        #expect(loaded.names == ["a.yaml", "a/c/y.yaml", "a/z.yaml", "b.yaml"])
        #expect(loaded.problems == "")
    }

    @Test func `what is named twice counts once`() throws {
        let files = ["a.yaml": valid("a"), "b.yaml": valid("b")]
        let loaded = try load(files, ["b.yaml", "", "a.yaml", "./b.yaml"])
        #expect(loaded.names == ["a.yaml", "b.yaml"])
        #expect(loaded.problems == "")
    }

    @Test func `all errors of all files are found, by path and place`() throws {
        let files = [
            "b.yaml": "version: 2\nscenario: b\nsummary: A.\nclients: [{ session: 1 }]\n",
            "a.yaml": "nothing", "c.yaml": valid("c"), "d.yaml": valid("e"), "empty/": "",
        ]
        let loaded = try load(files, ["", "missing.yaml", "missing", "empty"])
        #expect(loaded.names == ["c.yaml"])
        try Snapshot.expect(loaded.problems, matches: "library.txt")
    }

    @Test func `a file of another kind is refused when it is named`() throws {
        let loaded = try load(
            ["a.yml": "", "folder.yaml/b.yaml": valid("b")],
            ["a.yml", "folder.yaml"]
        )
        #expect(loaded.names == ["folder.yaml/b.yaml"])
        #expect(
            loaded.problems
                == "ROOT/a.yml: error: is not a scenario file; its name must end in .yaml\n"
        )
    }

    @Test func `links are followed to files and not in circles`() throws {
        let loaded = try load(
            ["a.yaml": valid("a"), "folder/": ""],
            [""],
            links: ["folder/up": "..", "folder/gone.yaml": "nowhere", "folder/a.yaml": "../a.yaml"]
        )
        #expect(loaded.names == ["a.yaml", "folder/a.yaml"])
        #expect(
            loaded.problems
                == "ROOT/folder/gone.yaml: error: cannot be read: there is no such file\n"
        )
    }

    @Test func `a hundred megabytes are not read`() throws {
        let url = FileManager.default.temporaryDirectory
            .appendingPathComponent("rehearsal-\(UUID().uuidString).yaml")
        defer { try? FileManager.default.removeItem(at: url) }
        try Data().write(to: url)
        try FileHandle(forWritingTo: url).truncate(atOffset: 104_857_600)
        let library = ScenarioLibrary.load(
            paths: [url.path],
            parser: ScenarioParser(knownInvariants: [])
        )
        #expect(library.diagnostics.map(\.problem) == [.tooLarge(limit: 1_048_576)])
    }

    @Test func `what others include is part of them unless it is a scenario`() throws {
        let files = [
            "a.yaml": "scenario: a\ninclude: parts/b.yaml\n",
            "c.yaml": "scenario: c\ninclude: d.yaml\n", "d.yaml": valid("d"),
            "e.yaml": "scenario: e\ninclude: parts/b.yaml\nlmits: [\n",
            "f.yaml": "scenario: f\ninclude: parts/g.yaml\nseed: [\n",
            "parts/b.yaml": "version: 1\nsummary: B.\nclients: [{ sessions: 1 }]\n",
            "parts/g.yaml": "summary: G.\n",
        ]
        let loaded = try load(files, [""])
        #expect(loaded.names == ["a.yaml", "c.yaml", "d.yaml"])
        #expect(!loaded.problems.contains("parts/"))
        let broken = files.merging([
            "parts/b.yaml": "version: 1\nsummary: B.\nclients: [{ sessions: none }]\n"
        ]) { $1 }
        let once = try load(broken, [""]).problems
        #expect(once.split(separator: "parts/b.yaml:3:23").count == 2)
    }

    @Test func `a device is not read`() {
        let library = ScenarioLibrary.load(
            paths: ["/dev/zero"],
            parser: ScenarioParser(knownInvariants: [])
        )
        #expect(library.diagnostics.map(\.problem) == [.notAScenarioFile])
    }
}
