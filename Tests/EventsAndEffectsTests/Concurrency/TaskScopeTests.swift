import EventsAndEffects
import SimulationKernel
import Testing

@Suite("A task scope") struct TaskScopeTests {
    @Test func `Runs what is started, before it runs and while it runs`() throws {
        try Stage.play { stage in
            let scope = TaskScope()
            let done = Recorded<String>()
            let early = scope.start { done.append("early") }
            stage.process.start("scope") { await scope.run() }
            try await stage.pause(.milliseconds(1))
            let late = scope.start { done.append("late") }
            try await stage.pause(.milliseconds(1))
            #expect(early && late)
            #expect(done.items == ["early", "late"])
        }
    }

    @Test func `Takes nothing once it is finished, and ends when what it runs has ended`() throws {
        try Stage.play { stage in
            let scope = TaskScope()
            let done = Recorded<String>()
            stage.process.start("scope") {
                await scope.run()
                done.append("scope")
            }
            scope.start {
                try? await stage.pause(.seconds(1))
                done.append("operation")
            }
            try await stage.pause(.milliseconds(1))
            scope.finish()
            let isTaken = scope.start { done.append("never") }
            #expect(!isTaken)
            try await stage.pause(.milliseconds(500))
            #expect(done.items.isEmpty)
            try await stage.pause(.seconds(1))
            #expect(done.items == ["operation", "scope"])
        }
    }

    @Test func `Cancelling it cancels all that it runs`() throws {
        try Stage.play { stage in
            let scope = TaskScope()
            let endings = Recorded<Int64>()
            await withTaskGroup(of: Void.self) { group in
                group.addTask { await scope.run() }
                for _ in 1...3 {
                    scope.start {
                        try? await stage.pause(.seconds(60))
                        endings.append(stage.milliseconds)
                    }
                }
                try? await stage.pause(.seconds(1))
                group.cancelAll()
            }
            #expect(endings.items == [1_000, 1_000, 1_000])
        }
    }

    @Test func `Runs thousands at once, and ends with the last of them`() throws {
        try Stage.play { stage in
            let scope = TaskScope()
            let endings = Recorded<Int64>()
            stage.process.start("scope") {
                await scope.run()
                endings.append(0)
            }
            for number in 1...2_000 {
                scope.start {
                    try? await stage.pause(.milliseconds(number))
                    endings.append(stage.milliseconds)
                }
            }
            try await stage.pause(.microseconds(1_500_500))
            #expect(endings.items == (1...1_500).map { Int64($0) })
            // There is room again, in the groups that were made for the others.
            scope.start { endings.append(-1) }
            try await stage.pause(.zero)
            scope.finish()
            let isTaken = scope.start {}
            #expect(!isTaken)
            try await stage.pause(.seconds(1))
            #expect(endings.items.count == 2_002)
            #expect(endings.items.last == 0)
        }
    }

    @Test func `Cancelling it cancels thousands`() throws {
        try Stage.play { stage in
            let scope = TaskScope()
            let endings = Recorded<Int64>()
            await withTaskGroup(of: Void.self) { group in
                group.addTask { await scope.run() }
                for _ in 1...1_000 {
                    scope.start {
                        try? await stage.pause(.seconds(60))
                        endings.append(stage.milliseconds)
                    }
                }
                try? await stage.pause(.seconds(1))
                group.cancelAll()
            }
            #expect(endings.items == Array(repeating: 1_000, count: 1_000))
        }
    }
}
