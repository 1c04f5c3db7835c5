import Histories

extension Story {
    @discardableResult func opened() -> Story {
        fact(.connectionOpened).fact(.clientConnected)
    }

    @discardableResult func closed(
        by origin: ClosingOrigin = .client,
        _ style: ClosingStyle = .abrupt,
        code: Int? = nil
    ) -> Story {
        fact(.connectionClosed) {
            $0.origin = origin
            $0.style = style
            $0.code = code
        }
    }

    @discardableResult func left() -> Story { fact(.clientDisconnected) }
    @discardableResult func released() -> Story { fact(.socketReleased) }

    @discardableResult func blocked() -> Story { fact(.sendBlocked) }
    @discardableResult func hasRoom() -> Story { fact(.sendResumed) }

    /// The connection ends for client and server alike.
    @discardableResult func drops() -> Story { closed().released().left() }

    @discardableResult func sends(_ request: String, text: String = "hello") -> Story {
        fact(.clientSent, request: request, frame: .message, content: text)
    }

    @discardableResult func arrives(
        _ request: String,
        _ frame: FrameKind = .message,
        text: String? = "hello"
    ) -> Story { fact(.frameArrived, request: request, frame: frame, content: text) }

    @discardableResult func acknowledged(_ request: String) -> Story {
        arrives(request, .acknowledgement, text: nil)
    }

    @discardableResult func tokenSent(_ request: String, _ token: String) -> Story {
        fact(.tokenSent, request: request, frame: .token, content: token)
    }

    @discardableResult func tokenReceived(_ request: String, _ token: String) -> Story {
        fact(.tokenReceived, request: request, frame: .token, content: token)
    }

    /// A token goes all the way to the client.
    @discardableResult func token(_ request: String, _ token: String) -> Story {
        tokenSent(request, token).tokenReceived(request, token)
    }

    @discardableResult func handed(
        _ request: String,
        _ frame: FrameKind = .final,
        message: String? = nil,
        latency: Int? = nil
    ) -> Story {
        fact(.terminalSent, request: request, frame: frame, content: message) {
            $0.latency = latency
        }
    }

    /// The server hands over an error frame that answers no accepted request.
    @discardableResult func refused(
        _ request: String,
        _ frame: FrameKind = .error,
        text: String? = nil
    ) -> Story { fact(.errorSent, request: request, frame: frame, content: text) }

    @discardableResult func received(
        _ request: String,
        _ frame: FrameKind = .final,
        message: String? = nil
    ) -> Story { fact(.terminalReceived, request: request, frame: frame, content: message) }
}
