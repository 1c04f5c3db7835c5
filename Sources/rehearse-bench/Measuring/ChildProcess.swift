import Glibc

/// A process that is started, waited for, and accounted for.
struct ChildProcess {
    /// How it ended: its exit code, or 128 and the signal that killed it, as shells say.
    let status: Int32
    /// What it wrote to standard output.
    let output: String
    /// Nanoseconds of processor time, of the process and its threads.
    let processorTime: Int64
    /// Nanoseconds from its start to its end.
    let wallTime: Int64
    /// The most memory that it had at any time, in bytes.
    let peakMemory: Int

    /// Why a process could not be started.
    struct Failure: Error, CustomStringConvertible {
        let program: String
        let code: Int32

        var description: String { "cannot start \(program): \(String(cString: strerror(code)))" }
    }

    /// Runs a program to its end; its standard error is this process's own, unless `isQuiet`.
    ///
    /// - Throws: `Failure`.
    static func run(
        _ program: String,
        _ arguments: [String],
        isQuiet: Bool = false
    ) throws(Failure) -> ChildProcess {
        var pipe: [Int32] = [0, 0]
        guard Glibc.pipe(&pipe) == 0 else { throw Failure(program: program, code: errno) }
        for end in pipe { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        let watch = Stopwatch()
        let process: pid_t
        do throws(Failure) {
            process = try start(program, arguments, output: pipe[1], isQuiet: isQuiet)
        } catch {
            close(pipe[0])
            close(pipe[1])
            throw error
        }
        close(pipe[1])
        let output = readAll(pipe[0])
        close(pipe[0])
        var status: Int32 = 0
        var usage = rusage()
        while wait4(process, &status, 0, &usage) < 0, errno == EINTR {}
        return ChildProcess(
            status: status & 0x7F == 0 ? status >> 8 & 0xFF : 128 + status & 0x7F,
            output: output,
            processorTime: nanoseconds(usage.ru_utime) + nanoseconds(usage.ru_stime),
            wallTime: watch.wallTime,
            peakMemory: usage.ru_maxrss * 1_024
        )
    }

    /// The path of this program.
    static var ownPath: String {
        var buffer = [UInt8](repeating: 0, count: 4_096)
        let count = buffer.withUnsafeMutableBytes { bytes in
            bytes.baseAddress.map { readlink("/proc/self/exe", $0, bytes.count) } ?? 0
        }
        return String(decoding: buffer.prefix(max(0, count)), as: UTF8.self)
    }

    private static func start(
        _ program: String,
        _ arguments: [String],
        output: Int32,
        isQuiet: Bool
    ) throws(Failure) -> pid_t {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO)
        if isQuiet {
            posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0)
        }
        var words: [UnsafeMutablePointer<CChar>?] = ([program] + arguments).map { strdup($0) }
        defer { words.forEach { $0.map { free($0) } } }
        words.append(nil)
        var process = pid_t()
        let code = posix_spawnp(&process, program, &actions, nil, words, environ)
        guard code == 0 else { throw Failure(program: program, code: code) }
        return process
    }

    private static func readAll(_ descriptor: Int32) -> String {
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = buffer.withUnsafeMutableBytes { bytes in
                bytes.baseAddress.map { read(descriptor, $0, bytes.count) } ?? 0
            }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return String(decoding: bytes, as: UTF8.self) }
            bytes += buffer[..<count]
        }
    }

    private static func nanoseconds(_ time: timeval) -> Int64 {
        Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_usec) * 1_000
    }
}
