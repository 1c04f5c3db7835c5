import Histories

/// The seqs of a session that have a row, or a commit, in each table.
struct SessionRows {
    var events = SequenceSet()
    var checkpoints = SequenceSet()
    var effects = SequenceSet()
}
