import ChatParts
import Rehearsal
import RehearseCommand

/// The command `rehearse`, for the server with parts of one's own.
@main
enum RehearseChat {
    static func main() {
        RehearseCommand.main(
            of: .init(name: "own parts", parts: .own, store: ConversationCache.init),
            named: "rehearse-chat"
        )
    }
}
