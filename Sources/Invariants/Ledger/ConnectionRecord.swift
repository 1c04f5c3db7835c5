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

    init(number: Int, session: SessionNumber) {
        self.number = number
        self.session = session
    }

    /// Whether the server holds it open.
    var isOpen: Bool { opened != nil && closed == nil }
}
