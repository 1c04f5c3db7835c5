internal import Histories

/// What was probably meant by a key that there is not, where spelling alone does not say it: it has
/// another name here, or it stands in the wrong block.
enum MeantKey {
    /// The words that say what to write; nil if nothing is known of the key.
    static func hint(for key: String, among known: [String]) -> String? {
        let name = normalized(key)
        if known.contains(name), name != key { return "; did you mean '\(name)'?" }
        if Suggestion.nearest(to: key, among: known) != nil { return nil }
        let meant = [name] + (synonyms[name] ?? [])
        if let here = meant.first(where: known.contains) { return "; it is called '\(here)'" }
        if known.contains(anyFault) {
            guard settingsOfFaults.contains(name) else { return nil }
            return "; settings stand beneath their fault: '- fault: { \(name): … }'"
        }
        // What has few keys is no block, and says better which it has.
        guard known.count > 2 else { return nil }
        for (block, keys) in homes {
            guard let there = meant.first(where: keys.contains) else { continue }
            return there == name
                ? "; it belongs in \(block)" : "; it is called '\(there)', in \(block)"
        }
        return nil
    }

    /// The key in the format's spelling: small letters, words with hyphens between them, and no unit.
    private static func normalized(_ key: String) -> String {
        var name = ""
        var wasSmall = false
        for character in key {
            if character.isUppercase, wasSmall { name.append("-") }
            wasSmall = character.isLowercase
            name.append(character == "_" || character == " " ? "-" : character)
        }
        name = name.lowercased()
        for unit in ["-ms", "-seconds", "-bytes"] where name.hasSuffix(unit) {
            name = String(name.dropLast(unit.count))
        }
        return name
    }

    /// What other tools, and the server's own environment, call what this format has a name for.
    private static let synonyms: [String: [String]] = [
        "name": ["scenario", "group"], "title": ["scenario", "summary"],
        "description": ["summary"], "event-queue-process-interval": ["event-queue-interval"],
        "queue-interval": ["event-queue-interval"], "poll-interval": ["effect-poll-interval"],
        "batch": ["effect-batch"], "batch-size": ["effect-batch"], "attempts": ["max-attempts"],
        "maximum-attempts": ["max-attempts"], "retries": ["max-attempts"],
        "backoff": ["retry-delay"], "back-off": ["retry-delay"],
        "timeout": ["agent-timeout", "for"],
        "ttl": ["effect-ttl"], "acks": ["acknowledgements"], "servers": ["instances"],
        "replicas": ["instances"], "users": ["sessions"], "tabs": ["connections"],
        "sockets": ["connections"], "key": ["session-key"], "request": ["request-id"],
        "message": ["text"],
        "content": ["text"], "think": ["think-time"], "time": ["for", "duration"],
        "length": ["duration"], "delay": ["latency"], "model": ["llm"], "agent": ["llm"],
        "database": ["store"], "server": ["system", "instance"], "node": ["instance"],
        "policy": ["scheduling"], "strategy": ["scheduling"], "failures": ["faults"],
        "fault": ["faults"], "variables": ["vars"], "invariants": ["always"],
        "must": ["always"], "coverage": ["sometimes"], "when": ["at", "after"], "on": ["on-each"],
        "once": ["at"], "repeat": ["every"], "interval": ["every"], "chance": ["probability"],
        "count": ["nth"], "duration": ["for"], "downtime": ["down"], "kind": ["style"],
        "type": ["style", "kind"], "mode": ["style"], "speed": ["rate"], "multiplier": ["factor"],
    ]

    /// A key by which an entry of `faults` is known.
    private static let anyFault = FaultKindDescription.disconnect.name

    private static let settingsOfFaults = Set(FaultCatalog.entries.flatMap(\.settings))

    /// The blocks of a file and their keys.
    private static let homes: [(block: String, keys: [String])] = [
        ("'limits'", LimitsDescription.map.fields.map(\.name)),
        ("'system'", SystemDescription.map.fields.map(\.name)),
        ("'clients'", ClientsDescription.map.fields.map(\.name)),
        ("'llm'", LanguageModelDescription.map.fields.map(\.name)),
        ("'network'", NetworkDescription.map.fields.map(\.name)),
        ("'store'", StoreDescription.map.fields.map(\.name)),
        ("'expect'", ExpectationDescription.map.fields.map(\.name)),
        ("an entry of 'faults'", FaultKindDescription.all.map(\.name)),
        ("an entry of 'faults'", TriggerDescription.all.map(\.name)),
        ("the file itself", ScenarioDescription.file.fields.map(\.name)),
    ]
}
