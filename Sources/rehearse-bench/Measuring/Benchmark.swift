/// One thing to measure, in one size.
package struct Benchmark {
    /// What to type to measure only this one.
    package let name: String
    /// What is counted.
    let unit: String
    /// Which clock counts.
    var clock = Clock.processor
    /// How often it is measured, after one run that does not count where `warmsUp` says so.
    var runs = 5
    /// Whether its first run, which finds cold caches and no memory, does not count.
    var warmsUp = true
    /// What it must reach.
    var target: Target?
    /// What is measured.
    let subject: Subject

    /// The clock by which a benchmark is judged.
    package enum Clock: String, Codable {
        /// Processor time, of which other processes take nothing.
        case processor
        /// The clock on the wall: for what is started as a whole, or uses several processors.
        case wall
    }

    /// What is measured.
    enum Subject {
        /// Work inside a process of its own; the closure sets everything up, which is not measured.
        case work(() throws -> Work)
        /// The command `rehearse` with these arguments, as a whole process.
        case command([String])
    }

    /// Does the work once; returns how much of the unit it did.
    typealias Work = () throws -> Int

    /// Whether a name that somebody typed means this benchmark: its own, or the beginning of it.
    package func isMeant(by name: String) -> Bool {
        self.name == name || self.name.hasPrefix("\(name)-")
    }
}
