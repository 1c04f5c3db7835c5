import Reporting

extension BenchmarkReport {
    /// The report as a Markdown document.
    package func markdown(_ chapters: [BenchmarkSuite.Chapter]) -> String {
        let body = chapters.map { chapter in
            let profiles = chapter.title == "Chat" ? profiles : []
            return "\n## \(chapter.title)\n\n\(chapter.explanation)\n"
                + table(of: chapter.benchmarks) + table(of: chapter.ratios)
                + chapter.floors.map(table).joined() + profiles.map(\.markdown).joined()
        }
        return opening + body.joined()
    }

    private var opening: String {
        """
        # Benchmarks

        Measured on \(circumstances.date) by `rehearse-bench --out Reports`; the runs behind each \
        figure are in [`benchmarks.json`](benchmarks.json). Other than all other reports, this one \
        differs each time that it is made.

        \(circumstancesTable)
        A figure is the median of several runs in a process of its own, after one that does not \
        count; \
        the spread says how far the farthest run is from it. Times are processor time, which other \
        processes take nothing of, unless the clock on the wall is named; memory is the most that \
        the process had at any time.

        """
    }

    private var circumstancesTable: String {
        var table = MarkdownTable([("what", .left), ("which", .left)])
        let count = NumberText.count(circumstances.processorCount, "processor")
        table.add(["machine", "\(circumstances.processor), \(count)"])
        table.add(["memory", FigureText.memory(circumstances.memory)])
        table.add(["system", circumstances.system])
        table.add(["compiler", circumstances.compiler])
        table.add(["build", "\(circumstances.configuration) \(circumstances.commit)"])
        table.add(["load before", FigureText.ratio(circumstances.load)])
        return table.text
    }

    private func table(of benchmarks: [Benchmark]) -> String {
        var table = MarkdownTable([
            ("benchmark", .left), ("unit", .left), ("a second", .right), ("for one", .right),
            ("a run", .right), ("spread", .right), ("runs", .right), ("memory", .right),
            ("target", .left),
        ])
        for benchmark in benchmarks {
            guard let result = result(benchmark.name) else { continue }
            let figures = result.figures
            table.add([
                "`\(result.name)`", result.unit, FigureText.rate(figures.rate),
                FigureText.time(figures.timePerUnit), FigureText.time(figures.time.median),
                "±\(FigureText.percent(figures.time.deviation))", String(result.samples.count),
                FigureText.memory(result.peakMemory),
                benchmark.target.map { judged($0, figures) } ?? "",
            ])
        }
        return "\n" + table.text
    }

    private func judged(_ target: Target, _ figures: Figures) -> String {
        "\(FigureText.target(target)): \(target.isMet(by: figures) ? "met" : "missed")"
    }

    private func table(of ratios: [Ratio]) -> String {
        var table = MarkdownTable([("ratio", .left), ("times", .right), ("bounds", .left)])
        let values = ratios.compactMap { ratio in ratio.value(results).map { (ratio, $0) } }
        guard !values.isEmpty else { return "" }
        for (ratio, value) in values {
            table.add([
                ratio.meaning, FigureText.ratio(value),
                ratio.bounds.map { judged($0, value) } ?? "",
            ])
        }
        return "\n" + table.text
    }

    /// What a floor comes to; nothing unless all of it was measured.
    private func table(of floor: Floor) -> String {
        let costs = floor.parts.compactMap { nanoseconds($0.cost) }
        guard costs.count == floor.parts.count, let measured = nanoseconds(floor.measured.cost),
            let wanted = nanoseconds(floor.wanted.cost)
        else { return "" }
        var table = MarkdownTable([
            ("what \(floor.measured.meaning) cannot do without", .left), ("takes", .right),
        ])
        for (part, cost) in zip(floor.parts, costs) {
            table.add([part.meaning, FigureText.time(cost)])
        }
        table.add(["together", FigureText.time(costs.reduce(0, +))])
        table.add(["wanted: \(floor.wanted.meaning)", FigureText.time(wanted)])
        table.add(["measured", FigureText.time(measured)])
        return "\n" + table.text
    }

    private func judged(_ bounds: ClosedRange<Double>, _ value: Double) -> String {
        let lower = bounds.lowerBound == 0 ? "≤ " : "\(FigureText.ratio(bounds.lowerBound)) … "
        return "\(lower)\(FigureText.ratio(bounds.upperBound)): "
            + (bounds.contains(value) ? "met" : "missed")
    }
}
