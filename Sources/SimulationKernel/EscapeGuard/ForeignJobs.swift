internal import Synchronization

/// What other threads did to a simulation: kept aside under a lock until the loop looks.
final class ForeignJobs: Sendable {
    private struct Waiting: @unchecked Sendable {
        var jobs: [(job: UnownedJob, owner: Incarnation)] = []
    }

    private let flag = Atomic<Bool>(false)
    private let waiting = Mutex(Waiting())

    /// Whether another thread did anything since the loop looked.
    @inline(__always)
    var arePending: Bool { flag.load(ordering: .relaxed) }

    /// Keeps a job that another thread enqueued.
    func append(_ job: UnownedJob, of owner: Incarnation) {
        waiting.withLock { $0.jobs.append((job, owner)) }
        flag.store(true, ordering: .releasing)
    }

    /// Notes that another thread called a seam or cancelled a task.
    func noteCall() {
        flag.store(true, ordering: .releasing)
    }

    /// Returns the jobs since the last call.
    func removeAll() -> [(job: UnownedJob, owner: Incarnation)] {
        flag.store(false, ordering: .sequentiallyConsistent)
        return waiting.withLock { waiting in
            let jobs = waiting.jobs
            waiting.jobs = []
            return jobs
        }
    }
}
