internal import EventsAndEffects

/// The JSON form of a history's header.
enum HeaderCodec {
    /// The members of a header, as spelled and in the order written.
    enum Field: String, CaseIterable {
        case history, scenario, seed, fingerprint, build, settings, observed, sessions
    }

    /// Writes a header and the session keys as one object.
    static func write(_ header: HistoryHeader, sessions: SessionTable, to writer: inout JSONWriter)
    {
        writer.object { writer in
            writer.name(escaping: Field.history.rawValue)
            writer.integer(header.version)
            writer.name(escaping: Field.scenario.rawValue)
            writer.string(header.scenario)
            if let seed = header.seed {
                writer.name(escaping: Field.seed.rawValue)
                writer.integer(seed)
            }
            writer.name(escaping: Field.fingerprint.rawValue)
            writer.string(header.fingerprint)
            writer.name(escaping: Field.build.rawValue)
            writer.string(header.build)
            writer.name(escaping: Field.settings.rawValue)
            SettingsCodec.write(header.settings, to: &writer)
            if let observed = header.observed {
                write(.observed, observed.map(\.rawValue), to: &writer)
            }
            write(.sessions, sessions.keys, to: &writer)
        }
    }

    /// Reads a header and the session keys from the members of its object.
    ///
    /// - Throws: `HistoryError` for a missing or unknown version, an unknown field, a wrong type.
    static func read(
        _ members: [FieldReader],
        line: Int
    ) throws(HistoryError) -> (HistoryHeader, SessionTable) {
        guard let version = members.first(where: { $0.member.name == Field.history.rawValue })
        else { throw HistoryError(line: line, column: 0, problem: .missingHeader) }
        let number = try version.count()
        guard number == HistoryHeader.currentVersion else {
            throw version.error(.unsupportedVersion(number))
        }
        var header = HistoryHeader()
        var sessions = SessionTable()
        for member in members {
            switch try member.field(of: Field.self) {
            case .history: break
            case .scenario: header.scenario = try member.string()
            case .seed: header.seed = try member.integer(0...UInt64.max)
            case .fingerprint: header.fingerprint = try member.string()
            case .build: header.build = try member.string()
            case .settings: header.settings = try SettingsCodec.read(try member.members())
            case .observed:
                var kinds: [FactKind] = []
                for element in try member.elements() {
                    kinds.append(try element.value(of: FactKind.self))
                }
                header.observed = kinds
            case .sessions:
                for element in try member.elements() {
                    _ = sessions.intern(try element.string())
                }
            }
        }
        return (header, sessions)
    }

    private static func write(_ field: Field, _ texts: [String], to writer: inout JSONWriter) {
        writer.name(escaping: field.rawValue)
        writer.array { writer in
            for text in texts { writer.string(text) }
        }
    }
}
