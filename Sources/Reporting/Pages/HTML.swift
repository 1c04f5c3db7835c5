/// A piece of HTML that cannot be broken by what is put into it.
///
/// Every text that is interpolated is escaped; only another piece of HTML goes in as it is. A
/// user's message that says `</script>` is words like any others.
package struct HTML: ExpressibleByStringInterpolation, Sendable {
    /// Gathers literal pieces and escaped values.
    package struct StringInterpolation: StringInterpolationProtocol, Sendable {
        fileprivate var text = ""

        /// Begins a piece.
        package init(literalCapacity: Int, interpolationCount: Int) {
            text.reserveCapacity(literalCapacity * 2)
        }

        /// Appends HTML as it stands in the source.
        package mutating func appendLiteral(_ literal: String) { text += literal }

        /// Appends a text, escaped.
        package mutating func appendInterpolation(_ value: String) { text += HTML.escaped(value) }

        /// Appends a number.
        package mutating func appendInterpolation(_ value: some BinaryInteger) {
            text += String(value)
        }

        /// Appends a piece of HTML.
        package mutating func appendInterpolation(_ value: HTML) { text += value.text }

        /// Appends pieces of HTML, one after the other.
        package mutating func appendInterpolation(_ values: [HTML]) {
            for value in values { text += value.text }
        }
    }

    /// The HTML.
    package let text: String

    /// Takes HTML that is known to be so: styles, code, data made safe by their own rules.
    init(trusted text: String) { self.text = text }

    package init(stringLiteral text: String) { self.text = text }

    package init(stringInterpolation: StringInterpolation) { text = stringInterpolation.text }

    /// No HTML.
    static let empty = HTML(trusted: "")

    /// The text as it stands in HTML, between tags and in quoted attributes.
    static func escaped(_ text: String) -> String {
        var result = ""
        result.reserveCapacity(text.utf8.count)
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            case "'": result += "&#39;"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }
}
