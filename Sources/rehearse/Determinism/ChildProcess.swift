import ArgumentParser
import Glibc

/// This very program, running a second time, or another build of it.
struct ChildProcess {
    private let identifier: pid_t
    private let pipe: Int32

    /// This very program.
    static let itself = "/proc/self/exe"

    /// Starts a program with other arguments; its output is kept for `output()`.
    ///
    /// - Throws: `ExitCode` 70 if it cannot be started.
    static func start(_ program: String, arguments: [String]) throws -> ChildProcess {
        var ends: [Int32] = [0, 0]
        guard Glibc.pipe(&ends) == 0 else { throw failure("there is no pipe") }
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO)
        posix_spawn_file_actions_addclose(&actions, ends[0])
        var texts: [UnsafeMutablePointer<CChar>?] = (["rehearse"] + arguments).map { strdup($0) }
        texts.append(nil)
        defer { for text in texts { free(text) } }
        var identifier = pid_t()
        let problem = posix_spawn(
            &identifier,
            program,
            &actions,
            nil,
            &texts,
            environ
        )
        close(ends[1])
        guard problem == 0 else {
            close(ends[0])
            throw failure(String(cString: strerror(problem)))
        }
        return ChildProcess(identifier: identifier, pipe: ends[0])
    }

    /// What the program printed until its end.
    ///
    /// - Throws: `ExitCode` 70 if it did not end well.
    func output() throws -> String {
        defer { close(pipe) }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = read(pipe, &buffer, buffer.count)
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { break }
            bytes += buffer[..<count]
        }
        var status: Int32 = 0
        while waitpid(identifier, &status, 0) < 0, errno == EINTR {}
        guard status == 0 else { throw Self.failure("it ended with status \(status)") }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func failure(_ reason: String) -> ExitCode {
        Terminal.complain("error: cannot run the second process: \(reason)\n")
        return ExitCode(ExitStatus.internalError.rawValue)
    }
}
