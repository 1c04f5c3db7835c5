import Foundation
import Glibc

/// Chromium without a window, driven over its DevTools pipe: real clicks, keys and colour schemes.
///
/// The protocol is JSON with a zero byte behind each message, to the browser over its descriptor 3 and
/// back over 4; nothing listens on a port.
final class Browser {
    /// What went wrong.
    struct Trouble: Error, CustomStringConvertible {
        let description: String
    }

    /// Where Chromium is; nil if it is not installed.
    static let executable: String? = [
        "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome",
    ].first { access($0, X_OK) == 0 }

    /// How long an answer may take.
    private static let patience: Int32 = 60_000

    private let process: pid_t
    private let requests: Int32
    private let answers: Int32
    private let profile: URL
    private var session: String?
    private var number = 0
    private var received: [UInt8] = []
    /// What the page's code complained about.
    private(set) var complaints: [String] = []

    /// Starts a browser with one empty page.
    ///
    /// - Throws: `Trouble` if it does not start or does not answer.
    init() throws {
        guard let executable = Self.executable else {
            throw Trouble(description: "Chromium is not installed")
        }
        profile = FileManager.default.temporaryDirectory
            .appending(path: "rehearse-browser-\(UUID().uuidString)")
        let (toBrowser, fromUs) = try Self.pipe()
        let (toUs, fromBrowser) = try Self.pipe()
        defer {
            close(toBrowser)
            close(fromBrowser)
        }
        requests = fromUs
        answers = toUs
        process = try Self.start(
            executable,
            ["--user-data-dir=\(profile.path)"],
            reading: toBrowser,
            writing: fromBrowser
        )
        let page = try call("Target.createTarget", ["url": "about:blank"])["targetId"] as? String
        let attached = try call("Target.attachToTarget", ["targetId": page ?? "", "flatten": true])
        session = attached["sessionId"] as? String
        try call("Page.enable")
        try call("Runtime.enable")
    }

    /// Ends the browser.
    func quit() {
        kill(process, SIGTERM)
        waitpid(process, nil, 0)
        close(requests)
        close(answers)
        try? FileManager.default.removeItem(at: profile)
    }

    /// Asks the browser for something, and waits for its answer.
    ///
    /// - Throws: `Trouble` if it says no, or nothing.
    @discardableResult
    func call(_ method: String, _ parameters: [String: Any] = [:]) throws -> [String: Any] {
        number += 1
        var message: [String: Any] = ["id": number, "method": method, "params": parameters]
        if let session { message["sessionId"] = session }
        var bytes = [UInt8](try JSONSerialization.data(withJSONObject: message)) + [0]
        while !bytes.isEmpty {
            let count = write(requests, bytes, bytes.count)
            guard count > 0 else { throw Trouble(description: "the browser takes nothing more") }
            bytes.removeFirst(count)
        }
        while true {
            let answer = try next()
            if answer["method"] as? String == "Runtime.exceptionThrown" {
                complaints.append("\(answer["params"] ?? "")")
            }
            guard answer["id"] as? Int == number else { continue }
            if let error = answer["error"] { throw Trouble(description: "\(method): \(error)") }
            return answer["result"] as? [String: Any] ?? [:]
        }
    }

    /// The next message of the browser.
    private func next() throws -> [String: Any] {
        while true {
            if let end = received.firstIndex(of: 0) {
                let message = Data(received[..<end])
                received.removeFirst(end + 1)
                return try JSONSerialization.jsonObject(with: message) as? [String: Any] ?? [:]
            }
            var wait = pollfd(fd: answers, events: Int16(POLLIN), revents: 0)
            guard poll(&wait, 1, Self.patience) == 1 else {
                throw Trouble(description: "the browser does not answer")
            }
            var chunk = [UInt8](repeating: 0, count: 1 << 16)
            let count = read(answers, &chunk, chunk.count)
            guard count > 0 else { throw Trouble(description: "the browser is gone") }
            received += chunk[..<count]
        }
    }

    /// A pipe whose ends are far from the descriptors that the browser speaks over.
    private static func pipe() throws -> (reading: Int32, writing: Int32) {
        var ends: [Int32] = [0, 0]
        guard Glibc.pipe(&ends) == 0 else { throw Trouble(description: "no pipe") }
        let far = ends.map { end in
            defer { close(end) }
            return fcntl(end, F_DUPFD_CLOEXEC, 64)
        }
        return (far[0], far[1])
    }

    private static func start(
        _ executable: String,
        _ arguments: [String],
        reading: Int32,
        writing: Int32
    ) throws -> pid_t {
        let all =
            [executable] + arguments + [
                "--headless=new", "--no-sandbox", "--disable-gpu", "--no-first-run",
                "--disable-background-networking", "--remote-debugging-pipe",
                "--window-size=1440,900",
            ]
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_adddup2(&actions, reading, 3)
        posix_spawn_file_actions_adddup2(&actions, writing, 4)
        for stream in [STDOUT_FILENO, STDERR_FILENO] {
            posix_spawn_file_actions_addopen(&actions, stream, "/dev/null", O_WRONLY, 0)
        }
        let words = all.map { strdup($0) } + [nil]
        defer { for word in words { free(word) } }
        var process = pid_t()
        guard posix_spawn(&process, executable, &actions, nil, words, environ) == 0 else {
            throw Trouble(description: "Chromium does not start")
        }
        return process
    }
}
