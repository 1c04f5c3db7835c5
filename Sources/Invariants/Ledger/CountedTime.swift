/// How long something was the case, added up over several that may overlap: two at once count twice.
///
/// Three numbers, whatever happens in between.
struct CountedTime {
    private var count = 0
    private var sum: Int64 = 0
    private var since: Int64 = 0

    /// How many there are now.
    var current: Int { count }

    /// Takes note that there are so many from now on.
    mutating func set(_ count: Int, at time: Int64) {
        sum = total(at: time)
        since = time
        self.count = count
    }

    /// Takes note of one more, or of one less.
    mutating func change(by difference: Int, at time: Int64) {
        set(max(0, count + difference), at: time)
    }

    /// The time up to now, in nanoseconds.
    func total(at time: Int64) -> Int64 { sum + Int64(count) * max(0, time - since) }
}
