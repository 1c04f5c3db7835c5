import Histories
import Invariants
import Testing

/// Whether a server leaves a new event to the one at which its client is.
@Suite struct `latency.accepted and whose event it is` {
    let id = "latency.accepted"

    /// Server 1 accepts an event, whose client is there; server 2 has taken up what was left before.
    private func accepted(instances: Int = 2, recovered: Bool = true) -> Story {
        var story = Story().started().server(2).started()
        story.settings.instances = instances
        story.settings.lease = 3_000_000_000
        if recovered { story = story.ofNoSession().returns("unprocessed").session(1) }
        return story.server(1).at(1).opened().appended("r1", seq: 1)
    }

    @Test func `fires when another server takes the lease before a third of it has passed`() {
        let story = accepted().server(2).at(1.999).takesLease()
        #expect(
            story.messages(id) == [
                "session user-1:helper:thread-1: instance 2 took the lease at 1.999s, 0.999s after "
                    + "request r1 was accepted at instance 1, to which its client is connected; such "
                    + "an event is left to that one for 1.000s"
            ]
        )
    }

    @Test func `allows it to the server of the client, and to others from then on`() {
        let own = accepted().takesLease()
        #expect(own.messages(id) == [])
        #expect(own.server(2).takesLease(2).messages(id) == [])
        #expect(accepted().server(2).at(2).takesLease().messages(id) == [])
    }

    @Test func `allows it where the client has left, or has been`() {
        #expect(accepted().drops().server(2).at(1.1).takesLease().messages(id) == [])
        #expect(accepted().server(2).on(3).opened().takesLease().messages(id) == [])
    }

    @Test func `allows it to one that has had the session's lease before`() {
        let story = accepted().takesLease().processed("r1", seq: 1).server(2).at(5).takesLease(2)
            .server(1).at(9).appended("r2", seq: 2).server(2).takesLease(3)
        #expect(story.messages(id) == [])
    }

    @Test func `allows it to one that may still be taking up what earlier lives have left`() {
        #expect(accepted(recovered: false).server(2).takesLease().messages(id) == [])
        let again = accepted().takesLease().processed("r1", seq: 1).server(2).crashed().server(2, 2)
            .started().server(1).at(20).appended("r2", seq: 2)
        #expect(again.server(2, 2).takesLease(2).messages(id) == [])
    }

    @Test func `asks nothing of a single server, nor where a host is in trouble`() {
        #expect(accepted(instances: 1).server(2).takesLease().messages(id) == [])
        #expect(accepted().fault("pause").server(2).takesLease().messages(id) == [])
    }
}
