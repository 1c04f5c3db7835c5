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

    /// Whether the calling thread drives the simulation.
    @inline(__always)
    var isCurrent: Bool { owner.load(ordering: .relaxed) == pthread_self() }

    /// Whether the calling thread drives the simulation, or nobody does.
    @inline(__always)
    var mayEnter: Bool {
        let owner = owner.load(ordering: .relaxed)
        return owner == pthread_self() || owner == 0
    }

    /// Makes the calling thread the driving one; returns the simulation that it drove before.
    func enter(_ core: SimulationCore) -> UnsafeMutableRawPointer? {
        let (isFree, _) = owner.compareExchange(
            expected: 0,
            desired: pthread_self(),
            ordering: .acquiring
        )
        precondition(isFree, "A simulation is driven by one thread at a time.")
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
