import Reporting

/// Where the time of a benchmark goes, by samples of what it was at.
package struct Profile: Codable, Equatable {
    /// A part of the program.
    package struct Part: Codable, Equatable {
        /// Its name.
        package let name: String
        /// The samples in its own code.
        package var own = 0
        /// The samples in the language's runtime and the system, on its behalf.
        package var below = 0

        /// All samples.
        package var samples: Int { own + below }

        /// Makes a part.
        package init(name: String, own: Int = 0, below: Int = 0) {
            self.name = name
            self.own = own
            self.below = below
        }
    }

    /// The benchmark.
    package let benchmark: String
    /// The parts, those with the most samples first.
    package let parts: [Part]

    /// Puts a profile together.
    package init(benchmark: String, parts: [Part]) {
        self.benchmark = benchmark
        self.parts = parts
    }

    /// How many samples there were in all.
    package var samples: Int { parts.reduce(0) { $0 + $1.samples } }

    /// The profile as a Markdown table.
    package var markdown: String {
        var table = MarkdownTable([
            ("where the time of `\(benchmark)` goes", .left), ("its own", .right),
            ("runtime and system for it", .right), ("together", .right),
        ])
        for part in parts {
            table.add([part.name] + [part.own, part.below, part.samples].map(share))
        }
        let samples = NumberText.count(samples, "sample")
        return "\n\(table.text)\n\(samples), each of the innermost part that was at work.\n"
    }

    private func share(_ count: Int) -> String {
        FigureText.percent(Double(count) / Double(max(1, samples)))
    }
}
