extension Problem.Expected {
    /// What is expected, with an example.
    var words: String {
        switch self {
        case .text: "a text"
        case .word: "a word"
        case .path: "the path of a file such as common.yaml"
        case .list: "a list"
        case .map: "a map"
        case .count: "a whole number such as 20 or 20_000"
        case .countRange: "a whole number or a range such as 3..9"
        case .countDistribution: "a whole number, a range such as 20..60 or another distribution"
        case .duration: "a duration with a unit (us, ms, s, m, h) such as 250ms"
        case .durationOrNever: "'never' or a duration with a unit (us, ms, s, m, h) such as 5m"
        case .durationDistribution:
            "a duration with a unit (us, ms, s, m, h), a range such as 5ms..80ms "
                + "or another distribution"
        case .reconnect:
            "'never', a duration with a unit (us, ms, s, m, h), a range such as 1s..3s "
                + "or another distribution"
        case .share: "a share such as 30% or 0.3"
        case .size: "a size with a unit (B, KiB, MiB, GiB, TiB) such as 64KiB"
        case .rate: "a number of bytes per second such as 500 or 2KiB"
        case .factor: "a factor such as 10 or 1.5"
        case .switchWord: "a switch: on, off, true or false"
        case .seed: "a whole number such as 17"
        case .sessions:
            "'all', a share such as 30%, a count, a list of numbers or { group: NAME }"
        case .invariants: "'all', a list of invariants or { all-but: [id] }"
        case .verdict: "'passed' or { violated: id }"
        }
    }
}
