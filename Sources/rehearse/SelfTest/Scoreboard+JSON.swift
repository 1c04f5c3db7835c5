import EventsAndEffects
import Scenarios

extension Scoreboard {
    /// The scoreboard for programs: one JSON object with stable keys, on one line with its end.
    package var json: String {
        var writer = JSONWriter()
        writer.object { writer in
            writer.member("version", 1)
            writer.member("passed", hasPassed)
            writer.member("seeds", seeds)
            writer.member("scenarios", scenarios)
            writer.member("controls", controls)
            writer.strings("falseAlarms", alarms)
            writer.strings("survivors", survivors.map(\.id))
            writer.name("defects")
            writer.array { writer in
                for score in scores { Self.write(score, &writer) }
            }
        }
        return writer.text + "\n"
    }

    private static func write(_ score: DefectScore, _ writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("defect", score.id)
            writer.member("caught", !score.hasSurvived)
            writer.strings("named", score.names)
            writer.strings("caughtBy", score.naming)
            writer.strings("alsoViolated", score.others)
            if let halves = score.medianHalves { writer.member("medianHalfSeeds", halves) }
            write(score.share, &writer)
            writer.name("strategies")
            writer.array { writer in
                for track in score.tracks { write(track, &writer) }
            }
        }
    }

    private static func write(_ share: DefectScore.Share?, _ writer: inout JSONWriter) {
        guard let share else { return }
        writer.member("shareCaught", share.caught)
        writer.member("shareRuns", share.runs)
    }

    private static func write(_ track: DefectScore.Track, _ writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("strategy", track.strategy.text)
            write(track.share, &writer)
            guard let caught = track.caught else { return }
            writer.member("scenario", caught.scenario)
            writer.member("seed", String(caught.seed))
            writer.member("seedsToCatch", caught.round)
        }
    }
}

extension JSONWriter {
    fileprivate mutating func strings(_ name: StaticString, _ values: [String]) {
        self.name(name)
        array { writer in
            for value in values { writer.string(value) }
        }
    }
}
