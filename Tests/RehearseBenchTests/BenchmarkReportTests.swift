import Foundation
import Testing
import rehearse_bench

/// The report of benchmarks, to the byte.
@Suite struct BenchmarkReportTests {
    private static var chapter: BenchmarkSuite.Chapter {
        BenchmarkSuite.Chapter(
            title: "Chat",
            explanation: "Two runs.",
            benchmarks: BenchmarkSuite.benchmarks.filter { $0.isMeant(by: "chat-memory") },
            ratios: [
                Ratio(
                    meaning: "Every invariant on, in none",
                    quantity: .time,
                    dividend: "chat-memory",
                    divisor: "chat-memory-unchecked",
                    bounds: 0...1.1
                ),
                Ratio(
                    meaning: "Of what was not measured",
                    quantity: .time,
                    dividend: "chat-memory",
                    divisor: "wait-100"
                ),
            ],
            floors: [
                Floor(
                    of: Floor.Part("`chat-memory`", .run(of: "chat-memory")),
                    wanted: Floor.Part("the target", .time(20_000_000)),
                    parts: [
                        Floor.Part("ten of one", .units(10, of: "chat-memory-unchecked")),
                        Floor.Part(
                            "what checks cost",
                            .difference(
                                1_000,
                                of: "chat-memory",
                                over: "chat-memory-unchecked"
                            )
                        ),
                    ]
                ),
                Floor(
                    of: Floor.Part("`chat-memory`", .run(of: "chat-memory")),
                    wanted: Floor.Part("the target", .time(20_000_000)),
                    parts: [Floor.Part("what was not measured", .run(of: "wait-100"))]
                ),
            ]
        )
    }

    private static var report: BenchmarkReport {
        var report = BenchmarkReport(
            circumstances: Circumstances(
                date: "2026-01-31",
                processor: "Abacus 2",
                processorCount: 2,
                memory: 16_000_000_000,
                system: "Linux",
                compiler: "Swift version 6.3.1",
                configuration: "release",
                commit: "abc1234",
                load: 0.25
            )
        )
        report.results = [
            result("chat-memory", [40, 48, 44]), result("chat-memory-unchecked", [30]),
        ]
        report.profiles = [
            Profile(
                benchmark: "chat-memory",
                parts: [
                    Profile.Part(name: "world", own: 40, below: 20),
                    Profile.Part(name: "kernel", own: 10, below: 30),
                ]
            )
        ]
        return report
    }

    private static func result(_ name: String, _ milliseconds: [Int64]) -> BenchmarkResult {
        BenchmarkResult(
            name: name,
            unit: "messages",
            samples: milliseconds.map { time in
                Sample(
                    count: 1_000,
                    processorTime: time * 1_000_000,
                    wallTime: time * 1_000_000
                )
            },
            peakMemory: 26_100_000
        )
    }

    @Test func `The tables say what was measured, what it must be, and where the time goes`() {
        let text = Self.report.markdown([Self.chapter])
        let chapter = text.drop { $0 != "#" }.ranges(of: "\n## ").first
        let body = chapter.map { text[text.index(after: $0.lowerBound)...] } ?? ""
        #expect(
            body == """
                ## Chat

                Two runs.

                | benchmark               | unit     | a second | for one |   a run | spread | runs |  memory | target         |
                | :---------------------- | :------- | -------: | ------: | ------: | -----: | ---: | ------: | :------------- |
                | `chat-memory`           | messages | 22,727/s | 44.0 µs | 44.0 ms |   ±9 % |    3 | 26.1 MB | ≤ 50.0 ms: met |
                | `chat-memory-unchecked` | messages | 33,333/s | 30.0 µs | 30.0 ms |   ±0 % |    1 | 26.1 MB |                |

                | ratio                       | times | bounds         |
                | :-------------------------- | ----: | :------------- |
                | Every invariant on, in none |  1.47 | ≤ 1.10: missed |

                | what `chat-memory` cannot do without |   takes |
                | :----------------------------------- | ------: |
                | ten of one                           |  300 µs |
                | what checks cost                     | 14.0 ms |
                | together                             | 14.3 ms |
                | wanted: the target                   | 20.0 ms |
                | measured                             | 44.0 ms |

                | where the time of `chat-memory` goes | its own | runtime and system for it | together |
                | :----------------------------------- | ------: | ------------------------: | -------: |
                | world                                |    40 % |                      20 % |     60 % |
                | kernel                               |    10 % |                      30 % |     40 % |

                100 samples, each of the innermost part that was at work.

                """
        )
    }

    @Test func `The opening says when, where and on what build`() {
        let text = Self.report.markdown([])
        #expect(text.hasPrefix("# Benchmarks\n\nMeasured on 2026-01-31 by "))
        #expect(text.contains("| Abacus 2, 2 processors |"))
        #expect(text.contains("| release abc1234        |"))
    }

    @Test func `The JSON has all of it, and is read back as the same`() throws {
        let text = try Self.report.json()
        let read = try JSONDecoder().decode(BenchmarkReport.self, from: Data(text.utf8))
        #expect(read == Self.report)
        #expect(text.hasSuffix("}\n"))
    }
}
