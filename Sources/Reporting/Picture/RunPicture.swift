package import Simulator
import Histories
import Invariants
import Scenarios

/// The session with most to tell of one run as a picture (SVG): its lanes over virtual time, with the
/// faults that struck it, for the top of a document.
///
/// It stands on a ground of its own and follows the reader's colour scheme, so that it can be read
/// on light and on dark pages. Determinism: equal runs make equal bytes; all numbers are whole.
package struct RunPicture {
    static let width = 1_000
    static let gutter = 96
    static let laneHeight = 34
    static let top = 106

    let excerpt: SessionExcerpt
    let history: History
    let title: String
    let summary: String
    /// What is shown, with room around it.
    let time: ClosedRange<Int64>

    /// Draws the most telling session of a run; nil if nobody sent anything.
    package init?(outcome: SweepOutcome, recorded: RunOutcome) {
        guard let history = recorded.history,
            let excerpt = SessionExcerpt(of: HistoryDigest(history))
        else { return nil }
        self.excerpt = excerpt
        self.history = history
        let length = max(1_000_000, excerpt.time.upperBound - excerpt.time.lowerBound)
        time = max(0, excerpt.time.lowerBound - length / 25)...excerpt.time.upperBound + length / 25
        title = "\(outcome.scenario.name), seed \(recorded.seed): \(outcome.verdict.word)"
        let statistics = recorded.statistics
        summary =
            "\(NumberText.count(statistics.sessions, "session")), "
            + "\(NumberText.count(statistics.facts, "fact")), "
            + "\(NumberText.count(statistics.comparisons, "comparison")), "
            + "\(TimeText.length(statistics.virtualTime)) of virtual time; this is session "
            + "\(excerpt.session.number)"
    }

    /// The picture's file.
    package var text: String {
        let height = Self.top + Lane.ofSessions.count * Self.laneHeight + 40
        let picture: HTML = """
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \(Self.width) \(height)" \
            width="\(Self.width)" height="\(height)" role="img" aria-label="\(title)">
            <title>\(title)</title>
            <style>
            \(HTML(trusted: PageFrame.text(PackageResources.picture_css)))</style>
            <rect class="ground" width="\(Self.width)" height="\(height)" rx="14"/>
            <text class="title" x="24" y="34">\(title)</text>
            <text class="quiet" x="24" y="54">\(summary)</text>
            \(lanes)\(scale)\(marks)\(bars)\(dots)</svg>

            """
        return picture.text
    }

    func x(_ time: Int64) -> Int {
        let room = Int64(Self.width - Self.gutter - 24)
        let shown = min(max(time, self.time.lowerBound), self.time.upperBound)
        let length = self.time.upperBound - self.time.lowerBound
        // Whole numbers alone; the excerpt of a run is shorter than a day.
        return Self.gutter + Int((shown - self.time.lowerBound) / 1_000 * room / (length / 1_000))
    }

    static func y(_ lane: Lane) -> Int {
        top + (Lane.ofSessions.firstIndex(of: lane) ?? 0) * laneHeight + laneHeight / 2
    }

    /// The lowest point of the lanes.
    static var bottom: Int { top + Lane.ofSessions.count * laneHeight }

    private var lanes: [HTML] {
        Lane.ofSessions.map { lane in
            let y = Self.y(lane)
            return """
                <line class="lane" x1="\(Self.gutter)" x2="\(Self.width - 24)" y1="\(y)" y2="\(y)"/>
                <text class="name" x="24" y="\(y + 4)">\(lane.rawValue)</text>

                """
        }
    }

    /// The seconds, or a step of seconds or of their parts that leaves few of them.
    private var scale: [HTML] {
        let length = time.upperBound - time.lowerBound
        let powers = (0..<14).reduce(into: [Int64(1)]) { powers, _ in
            powers.append(powers[powers.count - 1] * 10)
        }
        let steps = powers.flatMap { [$0, $0 * 2, $0 * 5] }
        let step = steps.first { length / $0 <= 12 } ?? length
        let first = (time.lowerBound + step - 1) / step * step
        return stride(from: first, through: time.upperBound, by: Int(step)).map { instant in
            let whole = step % 1_000_000_000 == 0
            let words = whole ? "\(instant / 1_000_000_000) s" : TimeText.seconds(instant)
            return """
                <text class="quiet" x="\(x(instant))" y="\(Self.bottom + 22)" \
                text-anchor="middle">\(words)</text>

                """
        }
    }
}
