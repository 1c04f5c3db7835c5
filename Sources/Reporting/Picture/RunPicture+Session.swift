import Histories

extension RunPicture {
    /// The faults and crashes that the session saw, as marks over all lanes, with their names.
    var marks: [HTML] {
        var lastLabel = -200
        return history.facts.filter(isMark).map { fact in
            let x = x(fact.time)
            let name = fact.kind == .serverStarted ? "server is back" : fact.fault ?? "crash"
            let style = fact.kind == .serverStarted ? "back" : "fault"
            // A name that would stand on the one before it moves up a line.
            let isNear = x - lastLabel < name.count * 7 + 16
            if !isNear { lastLabel = x }
            return """
                <line class="\(style)" x1="\(x)" x2="\(x)" y1="\(Self.top - 4)" y2="\(Self.bottom)"/>
                <text class="\(style)" x="\(x)" y="\(Self.top - (isNear ? 24 : 9))" \
                text-anchor="middle">\(name)</text>

                """
        }
    }

    private func isMark(_ fact: Fact) -> Bool {
        guard time.contains(fact.time) else { return false }
        switch fact.kind {
        case .serverStarted: return fact.incarnation > 1
        case .faultInjected where !InjectedFault.isWithoutEffect(fact):
            return fact.session.isNone || fact.session.index == excerpt.session.number
        default: return false
        }
    }

    /// What lasted, as bars with their names where there is room.
    var bars: [HTML] {
        SpanList(history).spans.filter(isShown).map { span in
            let (from, to) = (x(span.begun), x(span.ended))
            let width = max(3, to - from)
            let (y, lane) = (Self.y(span.kind.lane), span.kind.lane.rawValue)
            let tall = span.kind == .connection ? 4 : 18
            let label = Self.label(of: span)
            let words: HTML =
                label.count * 7 + 10 <= width
                ? "<text class=\"label\" x=\"\(from + 7)\" y=\"\(y + 3)\">\(label)</text>" : .empty
            let isBroken = span.ending == .cutOff || span.ending == .failed
            let edge: HTML =
                isBroken
                ? """
                <rect class="broken" x="\(to - 2)" y="\(y - tall / 2 - 2)" width="4" \
                height="\(tall + 4)" rx="1"/>
                """ : .empty
            return """
                <rect class="bar \(lane)" x="\(from)" y="\(y - tall / 2)" width="\(width)" \
                height="\(tall)" rx="4"/>\(words)\(edge)

                """
        }
    }

    private func isShown(_ span: Span) -> Bool {
        guard span.session.index == excerpt.session.number else { return false }
        return span.ended >= time.lowerBound && span.begun <= time.upperBound
    }

    private static func label(of span: Span) -> String {
        switch span.kind {
        case .request: span.request
        case .attempt: "attempt \(span.number)"
        case .effect: "to be delivered"
        case .delivery: "delivery \(span.number)"
        case .waiting: "waits"
        case .backOff: "backs off"
        case .connection, .processing, .life, .phase: ""
        }
    }

    /// The facts: tokens as ticks, the others as dots; one of a lane at each place.
    var dots: [HTML] {
        var last: [Lane: Int] = [:]
        return history.facts.compactMap { fact in
            guard fact.session.index == excerpt.session.number, time.contains(fact.time),
                !fact.isCall, fact.lane != .host
            else { return nil }
            let (x, y) = (x(fact.time), Self.y(fact.lane))
            guard x - (last[fact.lane] ?? -9) >= 3 else { return nil }
            last[fact.lane] = x
            switch fact.kind {
            case .agentToken, .tokenSent, .tokenReceived:
                return """
                    <rect class="\(fact.lane.rawValue)" x="\(x)" y="\(y + 5)" width="1" height="4"/>

                    """
            case .frameDropped:
                return "<circle class=\"broken\" cx=\"\(x)\" cy=\"\(y)\" r=\"3\"/>\n"
            default:
                return "<circle class=\"\(fact.lane.rawValue)\" cx=\"\(x)\" cy=\"\(y)\" r=\"3\"/>\n"
            }
        }
    }
}
