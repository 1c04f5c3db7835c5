import Histories

extension Story {
    @discardableResult func started() -> Story { hostFact(.serverStarted) }
    @discardableResult func crashed() -> Story { hostFact(.serverCrashed) }

    @discardableResult func stopped(unfinished: Int = 0) -> Story {
        hostFact(.serverStopped) { $0.count = unfinished }
    }

    @discardableResult func phase(_ phase: Phase) -> Story {
        hostFact(.phaseChanged) { $0.phase = phase }
    }

    @discardableResult func fault(_ fault: String) -> Story {
        hostFact(.faultInjected) { $0.fault = fault }
    }

    @discardableResult func healed(_ fault: String) -> Story {
        hostFact(.faultHealed) { $0.fault = fault }
    }

    /// A fault of the session at hand alone.
    @discardableResult func ownFault(_ fault: String) -> Story {
        fact(.faultInjected) { $0.fault = fault }
    }

    @discardableResult func calls(
        _ operation: String,
        _ request: String = "",
        seq: Int = 0,
        call: Int = 0
    ) -> Story {
        fact(.storeCalled, request: request, seq: seq, operation: operation, call: call)
    }

    @discardableResult func returns(_ operation: String, call: Int = 0) -> Story {
        fact(.storeReturned, operation: operation, call: call)
    }

    @discardableResult func calls(_ operation: String, _ call: Int) -> Story {
        fact(.storeCalled, operation: operation, call: call)
    }

    @discardableResult func returns(_ operation: String, _ call: Int) -> Story {
        fact(.storeReturned, operation: operation, call: call)
    }

    /// The server at hand takes the lease of the session at hand.
    @discardableResult func takesLease(_ call: Int = 1) -> Story {
        calls("take-lease", call).fact(.leaseTaken).returns("take-lease", call)
    }

    @discardableResult func appended(
        _ request: String,
        seq: Int,
        text: String = "hello"
    ) -> Story { fact(.eventAppended, request: request, seq: seq, content: text) }

    @discardableResult func invoked(
        seq: Int,
        attempt: Int = 1,
        agent: String? = nil,
        given messages: [String]? = nil
    ) -> Story {
        fact(.agentInvoked, seq: seq, attempt: attempt) { details in
            details.agent = agent
            details.messages = messages.map(Self.conversation)
        }
    }

    /// Messages as the tests write them: `user: hello`, `assistant: yes`.
    static func conversation(_ lines: [String]) -> [AgentMessage] {
        lines.map { line in
            let parts = line.split(separator: ":", maxSplits: 1)
            return AgentMessage(role: String(parts[0]), text: String(parts[1]))
        }
    }

    /// The agent yields a token of an event whose request is called `r` and the seq.
    @discardableResult func yields(_ token: String, seq: Int, attempt: Int = 1) -> Story {
        fact(.agentToken, request: "r\(seq)", seq: seq, attempt: attempt, content: token)
    }

    @discardableResult func finished(seq: Int, attempt: Int = 1) -> Story {
        fact(.agentFinished, seq: seq, attempt: attempt)
    }

    @discardableResult func failed(seq: Int, attempt: Int = 1) -> Story {
        fact(.agentFailed, seq: seq, attempt: attempt)
    }

    @discardableResult func abandoned(seq: Int, attempt: Int = 1) -> Story {
        fact(.agentAbandoned, seq: seq, attempt: attempt)
    }

    /// The outcome of an event is committed: checkpoint and effect, whose id is `e` and the seq.
    @discardableResult func committed(
        _ request: String,
        seq: Int,
        _ frame: FrameKind = .final,
        message: String? = nil
    ) -> Story {
        fact(.checkpointCommitted, seq: seq).created(request, seq: seq, frame, message: message)
    }

    @discardableResult func created(
        _ request: String,
        seq: Int,
        _ frame: FrameKind = .final,
        message: String? = nil,
        key: String? = nil
    ) -> Story {
        fact(
            .effectCreated,
            request: request,
            frame: frame,
            seq: seq,
            effect: "e\(seq)",
            content: message
        ) { $0.dedupeKey = key }
    }

    @discardableResult func claimed(_ request: String, seq: Int, attempt: Int = 1) -> Story {
        fact(.effectClaimed, request: request, seq: seq, attempt: attempt, effect: "e\(seq)")
    }

    @discardableResult func completed(_ request: String, seq: Int, attempt: Int = 1) -> Story {
        fact(.effectCompleted, request: request, seq: seq, attempt: attempt, effect: "e\(seq)")
    }

    @discardableResult func putBack(_ request: String, seq: Int, attempt: Int = 1) -> Story {
        fact(.effectReleased, request: request, seq: seq, attempt: attempt, effect: "e\(seq)")
    }

    @discardableResult func gaveUp(_ request: String, seq: Int, attempt: Int = 1) -> Story {
        fact(.effectFailed, request: request, seq: seq, attempt: attempt, effect: "e\(seq)") {
            $0.status = "expired"
        }
    }

    /// A request is answered by the agent and its outcome committed.
    @discardableResult func processed(_ request: String, seq: Int) -> Story {
        invoked(seq: seq).finished(seq: seq).committed(request, seq: seq)
    }

    /// A pending effect is claimed, handed over, received, acknowledged and completed.
    @discardableResult func delivered(_ request: String, seq: Int, attempt: Int = 1) -> Story {
        claimed(request, seq: seq, attempt: attempt).handed(request).received(request)
            .acknowledged(request).completed(request, seq: seq, attempt: attempt)
    }

    // MARK: Inspection

    @discardableResult func eventRow(_ request: String, seq: Int) -> Story {
        fact(.storeInspected, request: request, seq: seq) { $0.table = .events }
    }

    @discardableResult func checkpointRow(seq: Int, holding lines: [String]? = nil) -> Story {
        fact(.storeInspected, seq: seq) { details in
            details.table = .checkpoints
            details.messages = lines.map(Self.conversation)
        }
    }

    @discardableResult func effectRow(
        _ request: String,
        seq: Int,
        _ status: String,
        attempt: Int = 1
    ) -> Story {
        fact(
            .storeInspected,
            request: request,
            frame: .final,
            seq: seq,
            attempt: attempt,
            effect: "e\(seq)"
        ) { details in
            details.table = .effects
            details.status = status
        }
    }

    @discardableResult func inspectionEnds() -> Story {
        hostFact(.storeInspected) { $0.table = .end }
    }

    /// The rows of a request that was delivered.
    @discardableResult func deliveredRows(_ request: String, seq: Int) -> Story {
        eventRow(request, seq: seq).checkpointRow(seq: seq)
            .effectRow(request, seq: seq, "completed")
    }
}
