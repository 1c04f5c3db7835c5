import EventsAndEffects
import Histories
import Scenarios

extension SimulatedClient {
    /// Longer with any frame around it than a frame may be, of letters that take two bytes: the limit
    /// is one of bytes.
    ///
    /// Decoded from bytes: a repeated string is put together character by character, which took more
    /// time than all else in such a run.
    private static let oversizeText = String(
        decoding: Array(repeating: UInt16(0xE9), count: (1 << 20) / 2),
        as: UTF16.self
    )

    /// Sends a frame that the protocol does not allow.
    ///
    /// It names a request of its own, which is never one of the client's messages: who gets an
    /// error frame for it knows that nothing else is meant.
    func sendBadFrame(_ flaw: BadFrameFault.Frame, over link: Link) {
        badFrameCount += 1
        let request =
            flaw == .earlyAcknowledgement
            ? unaskedRequest : plan.badRequestID(badFrameCount)
        let thread = plan.key.thread
        // Each session begins with another one: few send so many that all come up.
        let number = session.index + badFrameCount
        let (named, text) =
            switch flaw {
            case .malformed: ("", BadFrameText.malformed(number, naming: request))
            case .unknownType:
                (request, #"{"type":"shout","requestId":\#(ClientFrameText.quoted(request))}"#)
            case .missingField:
                BadFrameText.incomplete(number, naming: request, thread: thread)
            case .wrongThread:
                (
                    request,
                    ClientFrameText.message(
                        request,
                        thread: BadFrameText.otherThread(number, thread),
                        content: "hello"
                    )
                )
            case .oversize:
                (
                    request,
                    ClientFrameText.message(request, thread: thread, content: Self.oversizeText)
                )
            case .earlyAcknowledgement:
                (request, ClientFrameText.acknowledgement(request))
            }
        link.send(ClientWireFrame(kind: kind(of: flaw), request: named, text: text))
    }

    private func kind(of flaw: BadFrameFault.Frame) -> FrameKind {
        switch flaw {
        case .malformed: .malformed
        case .unknownType: .unknownType
        case .missingField: .missingField
        case .wrongThread: .wrongThread
        case .oversize: .oversize
        case .earlyAcknowledgement: .acknowledgement
        }
    }
}
