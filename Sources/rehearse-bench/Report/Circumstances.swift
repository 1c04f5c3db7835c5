import FoundationEssentials
import Glibc

/// When, where and on what build something was measured.
package struct Circumstances: Codable, Equatable {
    /// The day, as `2026-11-29`, in UTC.
    package let date: String
    /// The model of the processor.
    package let processor: String
    /// How many processors this process may use.
    package let processorCount: Int
    /// Memory, in bytes.
    package let memory: Int
    /// The operating system.
    package let system: String
    /// The compiler.
    package let compiler: String
    /// `release`, or `debug`, which is not worth measuring.
    package let configuration: String
    /// The commit, with a plus sign where files differ from it; empty outside of a clone.
    package let commit: String
    /// How many processes were waiting for a processor in the minute before, on average: with more
    /// than one processor's worth, others were at work, too.
    package let load: Double

    /// Says when, where and on what.
    package init(
        date: String,
        processor: String,
        processorCount: Int,
        memory: Int,
        system: String,
        compiler: String,
        configuration: String,
        commit: String,
        load: Double
    ) {
        self.date = date
        self.processor = processor
        self.processorCount = processorCount
        self.memory = memory
        self.system = system
        self.compiler = compiler
        self.configuration = configuration
        self.commit = commit
        self.load = load
    }

    /// Looks around.
    static func now() -> Circumstances {
        Circumstances(
            date: today(),
            processor: processorName(),
            processorCount: sysconf(Int32(_SC_NPROCESSORS_ONLN)),
            memory: sysconf(Int32(_SC_PHYS_PAGES)) * sysconf(Int32(_SC_PAGESIZE)),
            system: systemName(),
            compiler: firstLine(of: "swift", ["--version"]),
            configuration: isOptimised ? "release" : "debug",
            commit: commit(),
            load: currentLoad()
        )
    }

    /// Whether this program is the optimised one.
    static var isOptimised: Bool {
        #if DEBUG
            false
        #else
            true
        #endif
    }

    private static func today() -> String {
        var now = time(nil)
        var parts = tm()
        gmtime_r(&now, &parts)
        let month = parts.tm_mon + 1
        let day = parts.tm_mday
        return
            "\(parts.tm_year + 1_900)-\(month < 10 ? "0" : "")\(month)-\(day < 10 ? "0" : "")\(day)"
    }

    private static func processorName() -> String {
        let lines = contents(of: "/proc/cpuinfo").split(separator: "\n")
        let line = lines.first { $0.hasPrefix("model name") }
        let name = line?.split(separator: ":").last.map { $0.drop { $0 == " " } }
        return name.map(String.init) ?? "unknown"
    }

    private static func systemName() -> String {
        let lines = contents(of: "/etc/os-release").split(separator: "\n")
        let name = lines.first { $0.hasPrefix("PRETTY_NAME=") }?.dropFirst("PRETTY_NAME=".count)
        return name.map { $0.filter { $0 != "\"" } } ?? "unknown"
    }

    private static func currentLoad() -> Double {
        contents(of: "/proc/loadavg").split(separator: " ").first.flatMap { Double($0) } ?? 0
    }

    private static func commit() -> String {
        let hash = firstLine(of: "git", ["rev-parse", "--short", "HEAD"])
        let changes = firstLine(of: "git", ["status", "--porcelain", "--untracked-files=no"])
        return changes.isEmpty ? hash : hash + "+"
    }

    private static func firstLine(of program: String, _ arguments: [String]) -> String {
        guard let process = try? ChildProcess.run(program, arguments, isQuiet: true),
            process.status == 0
        else { return "" }
        return process.output.split(separator: "\n").first.map(String.init) ?? ""
    }

    private static func contents(of path: String) -> String {
        (try? String(contentsOf: URL(filePath: path), encoding: .utf8)) ?? ""
    }
}
