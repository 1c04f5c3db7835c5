import Glibc

/// The file to which a step of a GitHub workflow adds what the page of its run shows.
enum GitHubSummaryFile {
    /// Its path; nil outside a workflow.
    static var path: String? {
        guard let path = getenv("GITHUB_STEP_SUMMARY").map({ String(cString: $0) }),
            !path.isEmpty
        else { return nil }
        return path
    }
}
