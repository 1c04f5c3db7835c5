import ArgumentParser
import Glibc

/// How many runs go on at once.
struct JobOptions: ParsableArguments {
    @Option(help: "How many seeds to run at once; all processors if not given.")
    var jobs: Int?

    func validate() throws {
        guard let jobs, !(1...1_024).contains(jobs) else { return }
        throw ValidationError(
            "'--jobs \(jobs)' cannot run anything; give a number from 1 to 1024, or leave it out to "
                + "use all \(Self.processors) processors."
        )
    }

    /// The number of threads.
    var threads: Int { jobs ?? Self.processors }

    private static var processors: Int { max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))) }
}
