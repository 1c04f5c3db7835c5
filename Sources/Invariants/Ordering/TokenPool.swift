/// The tokens of all attempts that somebody may still receive, each attempt in a place of its own.
///
/// Fast path: plain arrays in one value need neither reference counting nor exclusivity checks, and
/// a place that is given back keeps its storage for the next attempt.
struct TokenPool {
    private var places: [[String]] = []
    private var free: [Int] = []

    /// Returns an empty place.
    mutating func take() -> Int {
        if let place = free.popLast() { return place }
        places.append([])
        return places.count - 1
    }

    /// Takes a place back, with what is in it.
    mutating func giveBack(_ place: Int) {
        places[place].removeAll(keepingCapacity: true)
        free.append(place)
    }

    /// Adds a token.
    mutating func append(_ token: String, to place: Int) { places[place].append(token) }

    /// Whether the token is the next after `position`.
    func has(_ token: String, at position: Int, of place: Int) -> Bool {
        position < places[place].count && places[place][position] == token
    }

    /// Whether an attempt has yielded anything.
    func hasTokens(_ place: Int) -> Bool { !places[place].isEmpty }

    /// The tokens in a place.
    func tokens(_ place: Int) -> [String] { places[place] }

    /// Returns the first of some places that has the token next and the same tokens before it.
    func alternative(
        to place: Int?,
        among others: [Int],
        at position: Int,
        token: String
    ) -> Int? {
        let before = place.map { places[$0].prefix(position) } ?? []
        return others.first { other in
            has(token, at: position, of: other)
                && places[other].prefix(position).elementsEqual(before)
        }
    }
}
