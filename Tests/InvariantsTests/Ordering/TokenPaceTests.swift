import Histories
import Invariants
import Testing

/// How closely connections follow the agent, in runs of the simulator.
@Suite struct `ordering.tokens and the pace of tokens` {
    let id = "ordering.tokens"
    private let name = "session user-1:helper:thread-1: "

    /// The agent has said its first token at two seconds, which was handed over.
    private func streaming(seed: UInt64? = 1) -> Story {
        let story = Story().started().at(1).opened().appended("r1", seq: 1).invoked(seq: 1)
            .at(2).yields("a ", seq: 1).token("r1", "a ")
        story.seed = seed
        return story
    }

    @Test func `fires on a token that is held until the next one`() {
        let story = streaming().at(2.1).yields("b ", seq: 1).at(2.2).yields("c ", seq: 1)
        #expect(
            story.messages(id) == [
                name + "connection 1 had been handed 1 of the 2 tokens that the agent had said for "
                    + "request r1 by 2.100s, when it said the next one at 2.200s; each is handed "
                    + "over at once"
            ]
        )
    }

    @Test func `allows tokens of one instant to be handed over after all of them`() {
        let story = streaming().at(2.1).yields("b ", seq: 1).yields("c ", seq: 1)
            .token("r1", "b ").token("r1", "c ").at(2.2).yields("d ", seq: 1)
        #expect(story.result(id).violationCount == 0)
    }

    @Test func `allows a connection that was short of room, lost a frame or closed`() {
        let full = streaming().at(2.1).yields("b ", seq: 1).blocked().at(2.2).yields("c ", seq: 1)
        #expect(full.result(id).violationCount == 0)
        let lost = streaming().at(2.1).yields("b ", seq: 1).fact(.frameDropped).at(2.2)
            .yields("c ", seq: 1)
        #expect(lost.result(id).violationCount == 0)
        let closed = streaming().closed().at(2.1).yields("b ", seq: 1).at(2.2).yields("c ", seq: 1)
        #expect(closed.result(id).violationCount == 0)
    }

    @Test func `counts neither another attempt nor a late connection, nor a server elsewhere`() {
        let again = streaming().at(2.1).yields("b ", seq: 1).failed(seq: 1).at(4)
            .invoked(seq: 1, attempt: 2).at(5).yields("a ", seq: 1, attempt: 2).at(6)
            .yields("b ", seq: 1, attempt: 2)
        #expect(again.result(id).violationCount == 0)
        let late = streaming().on(2).opened().at(2.1).yields("b ", seq: 1).on(1).token("r1", "b ")
            .at(2.2).yields("c ", seq: 1)
        #expect(late.result(id).violationCount == 0)
        let elsewhere = streaming(seed: nil).at(2.1).yields("b ", seq: 1).at(2.2)
            .yields("c ", seq: 1)
        #expect(elsewhere.result(id).violationCount == 0)
    }

    /// A connection that is opened while the agent is silent, half a second before its first token.
    private func opened(seed: UInt64? = 1, _ meanwhile: (Story) -> Story = { $0 }) -> Story {
        let story = meanwhile(
            Story().started().at(1).appended("r1", seq: 1).invoked(seq: 1).at(1.5).opened()
        )
        .at(2).yields("a ", seq: 1).at(2.1).yields("b ", seq: 1)
        story.seed = seed
        return story
    }

    @Test func `fires when who came back before the first token gets none`() {
        #expect(opened().result(id).violationCount == 1)
        #expect(opened(seed: nil).result(id).violationCount == 0)
        let stalled = opened { $0.fault("pause").at(1.8).healed("pause") }
        #expect(stalled.result(id).violationCount == 0)
    }

    @Test func `fires on a chunk of more than one word`() {
        func violations(_ chunk: String, seed: UInt64? = 1) -> [String] {
            let story = Story().started().at(1).opened().appended("r1", seq: 1).invoked(seq: 1)
                .finished(seq: 1).committed("r1", seq: 1, message: "one two ")
                .claimed("r1", seq: 1).tokenSent("r1", chunk)
            story.settings.streaming = .outbox
            story.seed = seed
            return story.messages(id)
        }
        #expect(
            violations("one two ") == [
                name
                    + "a chunk of the response to request r1, handed to connection 1 at 1.000s, has "
                    + "more than one word: 'one two '"
            ]
        )
        #expect(violations("one ").isEmpty)
        #expect(violations("one two ", seed: nil).isEmpty)
    }
}
