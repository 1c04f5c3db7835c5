package import Histories

/// A frame of a client on its way, with what the client knows of it.
package struct ClientWireFrame {
    package let kind: FrameKind
    /// The request that it names; empty if it names none.
    package let request: String
    /// What a message says.
    package let content: String?
    /// As it goes over the wire.
    package let text: String

    package init(kind: FrameKind, request: String, content: String? = nil, text: String) {
        self.kind = kind
        self.request = request
        self.content = content
        self.text = text
    }
}
