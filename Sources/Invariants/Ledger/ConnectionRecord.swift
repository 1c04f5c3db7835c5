import Histories

/// What the facts say of one connection.
final class ConnectionRecord {
    let number: Int
    let session: SessionNumber
    /// Its `connection-opened`, once the server has it.
    var opened: Fact?
    /// The end at the server: its `connection-closed`, or the end of the incarnation.
    var closed: Fact?
    /// The end at the client.
    var left: Fact?
    /// Whether its send buffer has no room for what the server has offered.
    var isBlocked = false
    /// When its send buffer last came to have room after it had none.
    var roomSince = Int64.min
    /// Whether it was ever short of room or lost a frame.
    var isImpaired = false
    /// Whether it lost a frame.
    var hasLostFrame = false

    init(number: Int, session: SessionNumber) {
        self.number = number
        self.session = session
    }

    /// Whether the server holds it open.
    var isOpen: Bool { opened != nil && closed == nil }

    /// Returns whether its send buffer has had room since before a time, as the server can know.
    func hasHadRoom(sinceBefore time: Int64) -> Bool { !isBlocked && roomSince < time }
}
