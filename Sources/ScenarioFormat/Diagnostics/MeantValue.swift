internal import Scenarios

/// The value that was probably meant by a text which is none: what is suggested can be read.
enum MeantValue {
    /// The value that was probably meant; nil if there is nothing near.
    static func nearest(to text: String, expecting expected: Problem.Expected) -> String? {
        switch expected {
        case .duration, .durationOrNever:
            quantity(text, durationUnits) { text throws(TextProblem) in
                _ = try DurationText.parse(text)
            }
        case .signedDuration:
            text.hasPrefix("-")
                ? nearest(to: String(text.dropFirst()), expecting: .duration).map { "-" + $0 }
                : nearest(to: text, expecting: .duration)
        case .durationDistribution, .reconnect:
            range(text, durationUnits) { text throws(TextProblem) in
                _ = try DurationText.parse(text)
            }
        case .size, .rate:
            quantity(text, sizeUnits) { text throws(TextProblem) in
                _ = try SizeText.parse(text)
            }
        case .share, .sessions:
            share(text)
        case .count, .countRange, .countDistribution, .seed:
            count(text)
        case .factor:
            factor(text)
        case .switchWord:
            switches[text.lowercased()]
        case .text, .word, .list, .map, .path, .invariants, .verdict:
            nil
        }
    }

    /// What people call the units of durations.
    private static let durationUnits = [
        "s": "s", "sec": "s", "secs": "s", "second": "s", "seconds": "s", "m": "m", "min": "m",
        "mins": "m", "minute": "m", "minutes": "m", "h": "h", "hr": "h", "hrs": "h", "hour": "h",
        "hours": "h", "ms": "ms", "msec": "ms", "msecs": "ms", "millis": "ms", "milliseconds": "ms",
        "us": "us", "µs": "us", "μs": "us", "usec": "us", "micros": "us", "microseconds": "us",
    ]

    /// What people call the units of sizes.
    private static let sizeUnits = [
        "b": "B", "byte": "B", "bytes": "B", "k": "KiB", "kb": "KiB", "kib": "KiB", "m": "MiB",
        "mb": "MiB", "mib": "MiB", "g": "GiB", "gb": "GiB", "gib": "GiB", "t": "TiB", "tb": "TiB",
        "tib": "TiB",
    ]

    private static let switches = [
        "yes": "on", "y": "on", "no": "off", "n": "off", "on": "on", "off": "off", "true": "true",
        "false": "false",
    ]

    private typealias Reader = (Substring) throws(TextProblem) -> Void

    private static func quantity(
        _ text: String,
        _ units: [String: String],
        _ read: Reader
    ) -> String? {
        guard let (number, unit) = parts(text), let unit = units[unit.lowercased()] else {
            return nil
        }
        return readable("\(number)\(unit)", read)
    }

    /// A range of which an end has no unit, or one of another name.
    private static func range(
        _ text: String,
        _ units: [String: String],
        _ read: Reader
    ) -> String? {
        guard let dots = text.firstRange(of: "..") else { return quantity(text, units, read) }
        let ends = [String(text[..<dots.lowerBound]), String(text[dots.upperBound...])]
        let found = ends.map { parts($0) }
        let names = found.compactMap { $0.flatMap { units[$0.unit.lowercased()] } }
        guard let last = names.last else { return nil }
        let written = found.map { part -> String? in
            guard let part else { return nil }
            guard !part.unit.isEmpty else { return "\(part.number)\(last)" }
            return units[part.unit.lowercased()].map { "\(part.number)\($0)" }
        }
        guard let lower = written[0].flatMap({ readable($0, read) }),
            let upper = written[1].flatMap({ readable($0, read) })
        else { return nil }
        return "\(lower)..\(upper)"
    }

    private static func share(_ text: String) -> String? {
        guard let (number, unit) = parts(text), ["%", ""].contains(unit) else { return nil }
        return readable("\(number)%") { text throws(TextProblem) in
            _ = try ShareText.parse(text)
        }
    }

    private static func count(_ text: String) -> String? {
        let digits = text.filter { ![",", " ", "'", "_"].contains($0) }
        guard digits != text, digits.count <= 18, DecimalText.isWhole(digits[...]) else {
            return nil
        }
        return digits
    }

    /// A factor behind which `x` or `times` is written.
    private static func factor(_ text: String) -> String? {
        guard let (number, unit) = parts(text), ["x", "×", "times"].contains(unit.lowercased())
        else { return nil }
        return String(number)
    }

    /// The number at the start of a text, and what follows it.
    private static func parts(_ text: String) -> (number: Substring, unit: String)? {
        let number = text.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
        guard DecimalText.isNumber(number) else { return nil }
        return (number, String(text[number.endIndex...].drop { $0 == " " }))
    }

    private static func readable(_ text: String, _ read: Reader) -> String? {
        do throws(TextProblem) {
            try read(text[...])
            return text
        } catch {
            return nil
        }
    }
}
