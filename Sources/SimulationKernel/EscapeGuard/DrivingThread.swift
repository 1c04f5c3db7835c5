internal import Glibc
internal import Synchronization

/// The thread that drives a simulation at the moment.
///
/// Code on any other thread must not touch the simulation's state; the identity is atomic, so that
/// it can find that out.
final class DrivingThread: Sendable {
    /// The key under which each thread keeps the simulation that it drives.
    private static let key: pthread_key_t = {
        var key = pthread_key_t()
        let status = pthread_key_create(&key, nil)
        precondition(status == 0, "The system has no thread-local storage left.")
        return key
    }()

    private let owner = Atomic<UInt>(0)
    /// The thread that made or last drove the simulation.
    private let home = Atomic<UInt>(pthread_self())

    /// Whether the calling thread drives the simulation.
    @inline(__always)
    var isCurrent: Bool { owner.load(ordering: .relaxed) == pthread_self() }

    /// Whether the calling thread drives the simulation, or nobody does.
    @inline(__always)
    var mayEnter: Bool {
        let owner = owner.load(ordering: .relaxed)
        return owner == pthread_self() || owner == 0
    }

    /// Whether nobody drives the simulation and the calling thread is the one that last did.
    ///
    /// What it resumes between two runs is the caller's doing, not a real clock's.
    var isAtHome: Bool {
        owner.load(ordering: .relaxed) == 0 && home.load(ordering: .relaxed) == pthread_self()
    }

    /// Makes the calling thread the driving one; returns the simulation that it drove before.
    func enter(_ core: SimulationCore) -> UnsafeMutableRawPointer? {
        let (isFree, _) = owner.compareExchange(
            expected: 0,
            desired: pthread_self(),
            ordering: .acquiring
        )
        precondition(isFree, "A simulation is driven by one thread at a time.")
        home.store(pthread_self(), ordering: .relaxed)
        let outer = pthread_getspecific(Self.key)
        pthread_setspecific(Self.key, Unmanaged.passUnretained(core).toOpaque())
        return outer
    }

    /// Ends what `enter` began.
    func leave(restoring outer: UnsafeMutableRawPointer?) {
        pthread_setspecific(Self.key, outer)
        owner.store(0, ordering: .releasing)
    }

    /// The simulation that the calling thread drives.
    static var currentCore: SimulationCore? {
        pthread_getspecific(key).map {
            Unmanaged<SimulationCore>.fromOpaque($0).takeUnretainedValue()
        }
    }
}
