extension Rehearsal {
    /// Why a rehearsal says nothing of the server: an error of whoever asked for it, or a server
    /// that cannot be rehearsed.
    public enum Problem: Error, Hashable, CustomStringConvertible {
        /// The scenarios cannot be read; the text names each mistake with its place.
        case scenarios(String)
        /// A setting asks for what cannot be, in a sentence.
        case settings(String)
        /// A run was another one when it was repeated, in a sentence: a part takes its time, tasks,
        /// identifiers or orders from elsewhere than its `ServerContext`.
        case notDeterministic(String)

        /// The text that people read.
        public var description: String {
            switch self {
            case .scenarios(let text), .settings(let text), .notDeterministic(let text): text
            }
        }
    }
}
