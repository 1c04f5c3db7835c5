/// More sessions, and more messages: whether a message costs the same, and whether memory is bounded.
enum ScaleRun {
    private static let sessionCounts = [100, 1_000, 10_000]
    private static let messageCounts = [1, 10, 100]

    /// The chat run with more sessions; and ten thousand sessions that send 1, 10 and 100 messages
    /// each, a million in all, which are answered in one token.
    static var benchmarks: [Benchmark] {
        sessionCounts.map { sessions in
            Benchmark(
                name: "sessions-\(sessions)",
                unit: "messages",
                runs: sessions > 1_000 ? 1 : 3,
                warmsUp: sessions <= 1_000,
                subject: .work { ChatWorkload(sessions: sessions).prepare() }
            )
        }
            + messageCounts.map { messages in
                let chat = ChatWorkload(sessions: 10_000, messages: messages, tokens: 1)
                return Benchmark(
                    name: "messages-\(chat.messageCount)",
                    unit: "messages",
                    runs: 1,
                    warmsUp: false,
                    subject: .work { chat.prepare() }
                )
            }
    }

    /// How cost and memory grow.
    static var ratios: [Ratio] {
        [
            Ratio(
                meaning: "A message of 1,000 sessions, in one of 100",
                quantity: .timePerUnit,
                dividend: "sessions-1000",
                divisor: "sessions-100",
                bounds: 0.8...1.2
            ),
            Ratio(
                meaning: "A message of 10,000 sessions, in one of 100",
                quantity: .timePerUnit,
                dividend: "sessions-10000",
                divisor: "sessions-100",
                bounds: 0.8...1.2
            ),
            Ratio(
                meaning: "A message of 1,000,000, in one of 100,000",
                quantity: .timePerUnit,
                dividend: "messages-1000000",
                divisor: "messages-100000",
                bounds: 0.8...1.2
            ),
            Ratio(
                meaning: "The memory for 1,000,000 messages, in that for 100,000",
                quantity: .memory,
                dividend: "messages-1000000",
                divisor: "messages-100000"
            ),
        ]
    }
}
