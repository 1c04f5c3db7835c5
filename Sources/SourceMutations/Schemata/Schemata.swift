/// A source with some of its mutants in it, each behind a switch that is asked as the code runs.
///
/// Many mutants share one build that way. The switch is a function `isMutant(_:)` that the module of
/// the source must have; with none switched on the code does what the source does.
package struct Schemata: Sendable {
    /// A mutant and the number that switches it on, from 1.
    package struct Numbered: Sendable {
        package let number: Int
        package let mutant: Mutant

        package init(number: Int, mutant: Mutant) {
            self.number = number
            self.mutant = mutant
        }
    }

    /// A place with the alternatives to what stands there.
    private struct Site {
        let form: Mutant.Edit.Form
        let range: Range<Int>
        var alternatives: [(number: Int, text: String)] = []
        var inner: [Site] = []

        /// What is put in comes first, then the outer before the inner; of two at one place the
        /// statement is around the expression.
        var rank: (Int, Int, Int, Int) {
            (
                range.lowerBound, range.isEmpty ? 0 : 1, -range.upperBound,
                form == .statement ? 0 : 1
            )
        }
    }

    /// The text.
    package var text: String { String(decoding: bytes, as: UTF8.self) }
    /// The mutants that are in it.
    package let numbers: [Int]
    private let source: [UInt8]
    private var bytes: [UInt8] = []
    /// Which bytes are there because of which mutants.
    private var parts: [(range: Range<Int>, numbers: [Int])] = []

    /// Writes the mutants into a source.
    package init(source: String, mutants: [Numbered]) {
        self.source = Array(source.utf8)
        numbers = mutants.map(\.number)
        write(0..<self.source.count, Self.sites(of: mutants))
    }

    /// The mutants that may be to blame for an error at a place of the text: those whose own text it
    /// is, or else those at the innermost place around it, or else at the next one behind it.
    package func mutants(line: Int, column: Int) -> [Int] {
        var place = 0
        var left = line - 1
        while left > 0, place < bytes.count {
            if bytes[place] == UInt8(ascii: "\n") { left -= 1 }
            place += 1
        }
        place = min(place + column - 1, bytes.count)
        let around = parts.filter { $0.range.contains(place) }
        if let inner = around.min(by: { $0.range.count < $1.range.count }) { return inner.numbers }
        return parts.filter { $0.range.lowerBound >= place }
            .min { $0.range.lowerBound < $1.range.lowerBound }?.numbers ?? []
    }

    /// The places, the outer ones around the inner ones.
    private static func sites(of mutants: [Numbered]) -> [Site] {
        var flat: [Site] = []
        for one in mutants {
            for edit in one.mutant.edits {
                let index = flat.firstIndex { $0.range == edit.range && $0.form == edit.form }
                if index == nil { flat.append(Site(form: edit.form, range: edit.range)) }
                flat[index ?? flat.count - 1].alternatives.append((one.number, edit.text))
            }
        }
        flat.sort { $0.rank < $1.rank }
        var sites = flat[...]
        return nest(&sites, within: 0..<Int.max)
    }

    private static func nest(_ sites: inout ArraySlice<Site>, within range: Range<Int>) -> [Site] {
        var nested: [Site] = []
        while var site = sites.first, site.range.upperBound <= range.upperBound,
            site.range.lowerBound < range.upperBound
        {
            sites.removeFirst()
            if !site.range.isEmpty { site.inner = nest(&sites, within: site.range) }
            nested.append(site)
        }
        return nested
    }

    private mutating func write(_ range: Range<Int>, _ sites: [Site]) {
        var place = range.lowerBound
        for site in sites {
            bytes += source[place..<site.range.lowerBound]
            write(site)
            place = site.range.upperBound
        }
        bytes += source[place..<range.upperBound]
    }

    private mutating func write(_ site: Site) {
        let start = bytes.count
        switch site.form {
        case .expression:
            bytes += "(".utf8
            for (number, text) in site.alternatives {
                bytes += "isMutant(\(number)) ? (".utf8
                note(number) { $0.bytes += text.utf8 }
                bytes += ") : (".utf8
            }
            write(site.range, site.inner)
            for _ in site.alternatives { bytes += ")".utf8 }
            bytes += ")".utf8
        case .statement:
            for (number, text) in site.alternatives {
                bytes += "if isMutant(\(number)) {\n".utf8
                note(number) { $0.bytes += text.utf8 }
                bytes += site.range.isEmpty ? "\n}\n".utf8 : "\n} else ".utf8
            }
            if !site.range.isEmpty {
                bytes += "{\n".utf8
                write(site.range, site.inner)
                bytes += "\n}".utf8
            }
        }
        parts.append((start..<bytes.count, site.alternatives.map(\.number)))
    }

    private mutating func note(_ number: Int, _ write: (inout Schemata) -> Void) {
        let start = bytes.count
        write(&self)
        parts.append((start..<bytes.count + 1, [number]))
    }
}
