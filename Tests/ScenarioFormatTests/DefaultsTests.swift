import ScenarioFormat
import Scenarios
import Testing

@Suite struct DefaultsTests {
    /// The documentation's example, restricted to what this build accepts, every default written.
    private static let documented = """
        # yaml-language-server: $schema=scenario.schema.json
        version: 1
        scenario: mid-stream-disconnect          # the file's name without .yaml
        summary: Clients drop while tokens stream and come back; nothing is lost, repeated or out of order.
        covers: [US2, FR-025, FR-026, FR-027, SC-003]     # what of the specification this rehearses
        seed: 1                                  # default root seed of `rehearse run` without --seed(s)

        limits:
          duration: 2m                           # safety phase, virtual time
          drain: 2m                              # liveness phase, virtual time
          steps: 20000000                        # scheduling steps; reached = inconclusive

        system:                                  # defaults shown; every key optional, the whole block too
          event-queue-interval: 50ms             # EVENT_QUEUE_PROCESS_INTERVAL_MS
          effect-poll-interval: 500ms            # EFFECT_POLL_INTERVAL_MS
          effect-batch: 100
          max-attempts: 3
          retry-delay: 1s
          agent-timeout: 30s
          effect-ttl: never                      # never | a duration
          acknowledgements: on                   # on | off
          acknowledgement-timeout: 5s
          streaming: live                        # live | outbox
          instances: 1                           # servers sharing the store
          lease: 3s

        store:
          kind: sqlite                           # sqlite | memory
          latency: 0.1ms..2ms

        clients:                                 # one entry or several groups
          - group: clients                       # names the group for selectors; default "clients"
            sessions: 100
            session-key: "user-{n}:helper:thread-{n}"   # {n} counts from 1 across all groups
            connections: 1                       # sockets a session holds at once (tabs)
            start: 0s..2s
            messages: 10
            request-id: "s{n}-r{i}"              # {i} counts from 1 within the session
            text: "message {i} of {session}"     # {i} counts from 1 within the session
            text-size: 1B                        # how long a message is at least
            think-time: 1s..3s                   # from a terminal frame to the next send
            pipeline: 1                          # how many requests may be unanswered at once
            reconnect: 0.5s..3s                  # wait before reconnecting after a loss
            resend: true                         # resend unanswered requests after a reconnect
            duplicate: 0%                        # share of messages that the client sends twice at once
            repeat: 0%                           # share of messages after which it sends an answered one again

        llm:
          first-token: 200ms..800ms
          tokens: 20..60
          token-interval: 5ms..40ms
          replies: stable                        # stable | varying
          error: 0%                              # share of attempts that fail before a token
          error-mid-stream: 0%                   # share of attempts that fail after at least one token
          stall: 0%                              # share of attempts that stop yielding for ever
          empty: 0%                              # share of attempts that end with no token
          ignore-cancellation: 0%                # share of attempts that go on when they are cancelled

        network:
          latency: 5ms..80ms                     # each direction, per frame; FIFO per connection
          send-buffer: 64KiB
          keep-alive: 10s                        # how long a half-open connection goes unnoticed
          balancing: session                     # session | random

        scheduling: random                       # fifo | random | pct(3)

        faults: []                               # see below

        expect:
          always: all                            # or a list of invariant ids, or { all-but: [id] }
          sometimes: []                          # coverage
          verdict: passed                        # or { violated: <invariant id> }
        """

    @Test func `the documented example is what a file without its optional keys is`() throws {
        let written = try scenario(Self.documented, name: "mid-stream-disconnect")
        let omitted = try scenario(
            """
            version: 1
            scenario: mid-stream-disconnect
            summary: Clients drop while tokens stream and come back; nothing is lost, repeated or out of order.
            covers: [US2, FR-025, FR-026, FR-027, SC-003]
            clients: [{ sessions: 100 }]
            """,
            name: "mid-stream-disconnect"
        )
        #expect(written == omitted)
        #expect(written.covers.map(\.text) == ["US2", "FR-025", "FR-026", "FR-027", "SC-003"])
        #expect(written.sessionCount == 100)
    }

    @Test func `a file without optional keys is the module's defaults`() throws {
        let expected = Scenario(
            name: "test",
            summary: "A test.",
            clients: [ClientGroup(sessions: 100)]
        )
        #expect(try scenario(file()) == expected)
    }

    @Test(arguments: ["limits", "system", "store", "llm", "network", "expect"])
    func `a block without keys has its defaults`(block: String) throws {
        #expect(try scenario(file("\(block):\n")) == scenario(file()))
        #expect(try scenario(file("\(block): {}\n")) == scenario(file()))
    }

    @Test func `each fault has its documented defaults`() throws {
        let parsed = try scenario(
            file(
                """
                faults:
                  - disconnect: {}
                    at: 5s
                  - crash:
                    at: 5s
                  - restart: {}
                    at: 5s
                  - pause: { for: 5s }
                    at: 5s
                  - clock-jump: { by: -1h }
                    at: 5s
                  - llm-error: { style: before }
                    at: 5s
                  - cancel:
                    at: 5s
                  - cancel:
                    after: { fact: token-sent }
                  - cancel: { request: newest }
                    at: 5s
                  - llm-slow: { factor: 1.5, for: 2s }
                    at: 5s
                  - slow-reader: { rate: 2KiB, for: 2s }
                    at: 5s
                  - bad-frame: { frame: oversize }
                    after: { fact: token-sent }
                  - bad-connection:
                    at: 5s
                  - duplicate-delivery:
                    every: 5s
                  - power-loss:
                    at: 5s
                  - store-error: { error: io }
                    at: 5s
                  - store-slow: { latency: 1s, for: 2s }
                    at: 5s
                  - schema-downgrade:
                    at: 5s
                """
            )
        )
        #expect(
            parsed.faults.map(\.fault) == [
                .disconnect(DisconnectFault(sessions: .all)), .crash(CrashFault()),
                .restart(RestartFault()),
                .pause(PauseFault(length: .seconds(5))),
                .clockJump(ClockJumpFault(distance: .seconds(-3_600))),
                .languageModelError(LanguageModelErrorFault(sessions: .all, style: .before)),
                .cancel(CancelFault(sessions: .all)), .cancel(CancelFault(sessions: .triggering)),
                .cancel(CancelFault(request: .newest)),
                .languageModelSlowness(
                    LanguageModelSlownessFault(
                        factor: Factor(millionths: 1_500_000),
                        time: .seconds(2)
                    )
                ),
                .slowReader(SlowReaderFault(rate: 2_048, time: .seconds(2))),
                .badFrame(BadFrameFault(sessions: .triggering, frame: .oversize)),
                .badConnection(BadConnectionFault(sessions: .all)),
                .duplicateDelivery(DuplicateDeliveryFault(sessions: .all)),
                .powerLoss(PowerLossFault()), .storeError(StoreErrorFault(error: .io)),
                .storeSlowness(
                    StoreSlownessFault(latency: .constant(.seconds(1)), time: .seconds(2))
                ), .schemaDowngrade(SchemaDowngradeFault()),
            ]
        )
        #expect(PowerLossFault().down == .seconds(1))
        #expect(StoreErrorFault(error: .io).work == .any)
        #expect(StoreErrorFault(error: .io).moment == .before)
        #expect(StoreErrorFault(error: .io).extent == .count(1))
        #expect(DisconnectFault().connections == .all)
        #expect(DisconnectFault().style == .abrupt)
        #expect(DisconnectFault().stayAway == nil)
        #expect(CrashFault().down == .seconds(1))
        #expect(CrashFault().instance == 1)
        #expect(RestartFault().down == .seconds(1))
        #expect(PauseFault(length: .seconds(5)).instance == 1)
        #expect(ClockJumpFault(distance: .seconds(5)).instance == nil)
        #expect(LanguageModelErrorFault(style: .stall).extent == .count(1))
    }
}
