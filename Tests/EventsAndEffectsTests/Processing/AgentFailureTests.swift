import EventsAndEffects
import SimulationKernel
import Testing

@Suite("An agent that fails") struct AgentFailureTests {
    private let ann = "ann:helper:one"

    @Test func `Is asked again; a tab that saw tokens gets no more of them, only the answer`()
        throws
    {
        try Stage.play { stage in
            stage.agents.scripts = [.fails(after: ["Re"]), .says(["Re", "sult"])]
            let server = stage.start()
            let tab = server.connect(ann)
            tab.ask("r1", "Hello")
            try await stage.pause(.seconds(3))
            #expect(stage.agents.asked == ["r1/1", "r1/2"])
            #expect(tab.frames == ["r1+Re", "r1=Result"])
        }
    }

    @Test func `Before a token costs the tab nothing: the retry streams`() throws {
        try Stage.play { stage in
            stage.agents.scripts = [.fails(), .says(["Re", "sult"])]
            let server = stage.start()
            let tab = server.connect(ann)
            tab.ask("r1", "Hello")
            try await stage.pause(.seconds(3))
            #expect(tab.frames == ["r1+Re", "r1+sult", "r1=Result"])
        }
    }

    @Test(
        "At every attempt ends in one error frame, which is committed",
        arguments: [AgentScript.fails(), .says([]), .fails(after: ["R"])]
    )
    func exhausted(script: AgentScript) throws {
        try Stage.play { stage in
            stage.agents.scripts = [script, script, script]
            let server = stage.start()
            let tab = server.connect(ann)
            tab.ask("r1", "Hello")
            try await stage.pause(.seconds(10))
            #expect(stage.agents.asked == ["r1/1", "r1/2", "r1/3"])
            #expect(tab.frames.filter { !$0.contains("+") } == ["r1!"])
            #expect(try stage.store.outcomes(of: ann) == [.failed])
            #expect(stage.store.effects(of: ann) == ["completed/1"])
            #expect(
                tab.texts.last
                    == #"{"type":"error","requestId":"r1","message":"The agent could not answer "#
                    + #"this message.","retryable":true}"#
            )
        }
    }

    @Test func `Within the timeout is cancelled at 30 s and asked again`() throws {
        try Stage.play { stage in
            stage.agents.scripts = [.hangs]
            let server = stage.start()
            let tab = server.connect(ann)
            tab.ask("r1", "Hello")
            try await stage.pause(.seconds(40))
            #expect(stage.agents.asked == ["r1/1", "r1/2"])
            #expect(stage.agents.instants[1] - stage.agents.instants[0] >= 31_000)
            #expect(stage.agents.instants[1] - stage.agents.instants[0] < 31_100)
            #expect(tab.frames.last == "r1=Re: Hello")
        }
    }

    @Test func `And ignores its cancellation is left behind: what it yields later goes nowhere`()
        throws
    {
        try Stage.play { stage in
            stage.agents.scripts = [.ignoresCancellation(for: .seconds(35), then: ["late"])]
            let server = stage.start()
            let tab = server.connect(ann)
            tab.ask("r1", "Hello")
            tab.ask("r2", "More")
            try await stage.pause(.seconds(60))
            #expect(stage.agents.asked == ["r1/1", "r1/2", "r2/1"])
            #expect(stage.agents.refusals == 1)
            #expect(!tab.frames.contains { $0.contains("late") })
            #expect(
                try stage.store.outcomes(of: ann)
                    == [.answered("Re: Hello"), .answered("Re: More")]
            )
        }
    }

    @Test func `And ignores its cancellation holds no connection that it had streamed to`() throws {
        try Stage.play { stage in
            stage.agents.scripts = [.saysAndIgnoresCancellation("a", for: .seconds(3_600))]
            let server = stage.start { $0.agentTimeout = .seconds(1) }
            weak var socket: StagedSocket?
            do {
                let tab = server.connect(ann)
                socket = tab
                tab.ask("r1", "Hello")
                try await stage.pause(.seconds(5))
                #expect(tab.frames == ["r1+a", "r1=Re: Hello"])
                tab.hangUp()
            }
            try await stage.pause(.seconds(1))
            #expect(stage.agents.running == 1)
            #expect(socket == nil)
        }
    }

    @Test func `And ignores its cancellation too often makes attempts fail at once`() throws {
        try Stage.play { stage in
            stage.agents.scripts = Array(
                repeating: .ignoresCancellation(for: .seconds(3_600), then: []),
                count: 2
            )
            let server = stage.start {
                $0.abandonedAgentLimit = 2
                $0.maximumAttempts = 1
                $0.agentTimeout = .seconds(1)
            }
            for user in ["a", "b"] { server.connect("\(user):helper:one").ask("r1", "Hello") }
            try await stage.pause(.seconds(5))
            #expect(stage.agents.asked.count == 2)
            let tab = server.connect(ann)
            tab.ask("r1", "Hello")
            try await stage.pause(.seconds(5))
            #expect(stage.agents.asked.count == 2)
            #expect(tab.frames == ["r1!"])
        }
    }
}
