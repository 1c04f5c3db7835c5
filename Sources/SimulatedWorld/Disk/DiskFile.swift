/// The content of one file, and what it takes to undo everything that was done to it since it was
/// last synced.
///
/// A process reads what was written, synced or not; a power loss brings back what was synced and a
/// subset of the rest. See `losePower(keeping:)`.
final class DiskFile {
    /// One write or truncation that is not synced.
    struct Change {
        /// The file's size before it.
        let formerSize: Int
        /// Where the bytes are that it replaced or cut off.
        let offset: Int
        /// How many bytes it wrote; nil for a truncation.
        let written: Int?
        /// How many bytes of `replaced` are its.
        let replacedCount: Int
    }

    // Unchecked here and below: what a disk does is mostly to read and write files, on the
    // simulation's one thread, and the runtime's check of overlapping access would cost as much.

    @exclusivity(unchecked) private var bytes = FileBytes()
    /// The file's size.
    var size: Int { bytes.count }
    /// Whether a power loss would leave the name in the directory.
    @exclusivity(unchecked) var hasDurableName = false
    /// Who has locked it.
    let locks = FileLocks()
    /// What the processes that have it open share of it, in write-ahead logging.
    private(set) var sharedMemory = SharedMemory()
    @exclusivity(unchecked) private var changes: [Change] = []
    /// The bytes that the changes replaced, one change after the other.
    @exclusivity(unchecked) private var replaced: [UInt8] = []

    /// Takes note that a process has no use for the shared memory any more.
    func leave(_ memory: SharedMemory, _ user: ObjectIdentifier) {
        memory.leave(user)
        if memory === sharedMemory, memory.isDeserted { sharedMemory = SharedMemory() }
    }

    /// Whether a power loss would change nothing.
    var isSynced: Bool { changes.isEmpty }

    /// Copies bytes out; what lies behind the end of the file is zero.
    ///
    /// - Returns: false if the file ends before the last byte.
    func read(into buffer: UnsafeMutableRawBufferPointer, at offset: Int) -> Bool {
        let available = max(0, min(buffer.count, size - offset))
        var read = 0
        bytes.forEachPiece(of: offset..<(offset + available)) { piece in
            UnsafeMutableRawBufferPointer(rebasing: buffer[read...]).copyMemory(from: piece)
            read += piece.count
        }
        if available == buffer.count { return true }
        for index in available..<buffer.count { buffer[index] = 0 }
        return false
    }

    /// Writes bytes; a gap behind the former end is filled with zeros.
    func write(_ buffer: UnsafeRawBufferPointer, at offset: Int) {
        note(writing: buffer.count, at: offset)
        bytes.write(buffer, at: offset)
    }

    /// Cuts the file off, or fills it up with zeros.
    func truncate(to newSize: Int) {
        let replacedCount = max(0, size - newSize)
        keep(from: newSize, count: replacedCount)
        changes.append(
            Change(
                formerSize: size,
                offset: newSize,
                written: nil,
                replacedCount: replacedCount
            )
        )
        bytes.resize(to: newSize)
    }

    /// Makes everything that was done survive a power loss.
    func sync() {
        hasDurableName = true
        changes.removeAll(keepingCapacity: true)
        replaced.removeAll(keepingCapacity: true)
    }

    /// A file with the same content and the same history, which nobody has open.
    func copy() -> DiskFile {
        let copy = DiskFile()
        copy.bytes = bytes
        copy.changes = changes
        copy.replaced = replaced
        copy.hasDurableName = hasDurableName
        return copy
    }

    private func note(writing count: Int, at offset: Int) {
        let replacedCount = max(0, min(count, size - offset))
        keep(from: offset, count: replacedCount)
        changes.append(
            Change(
                formerSize: size,
                offset: offset,
                written: count,
                replacedCount: replacedCount
            )
        )
    }

    private func keep(from offset: Int, count: Int) {
        guard count > 0 else { return }
        bytes.forEachPiece(of: offset..<(offset + count)) { replaced.append(contentsOf: $0) }
    }
}

extension DiskFile {
    /// Brings back what was synced, and then of each later change, in order, what `keep` chooses:
    /// nil for nothing, else the parts of a write.
    ///
    /// Afterwards the file is as a disk would show it after the power came back: all of it synced.
    func losePower(keeping keep: (Change) -> [Range<Int>]?) {
        let lost = undo()
        for (change, lostBytes) in lost {
            guard let kept = keep(change) else { continue }
            if change.written == nil { bytes.resize(to: change.offset) }
            lostBytes.withUnsafeBytes { buffer in
                for range in kept {
                    bytes.write(
                        UnsafeRawBufferPointer(rebasing: buffer[range]),
                        at: change.offset + range.lowerBound
                    )
                }
            }
        }
        sync()
    }

    /// Goes back to what was synced; returns what was done since, in order, with the bytes written.
    private func undo() -> [(change: Change, bytes: [UInt8])] {
        var undone: [(change: Change, bytes: [UInt8])] = []
        var end = replaced.count
        for change in changes.reversed() {
            let written = change.written ?? 0
            var lost: [UInt8] = []
            bytes.forEachPiece(of: change.offset..<(change.offset + written)) {
                lost.append(contentsOf: $0)
            }
            undone.append((change, lost))
            let former = end - change.replacedCount
            bytes.resize(to: change.formerSize)
            replaced.withUnsafeBytes { buffer in
                bytes.write(
                    UnsafeRawBufferPointer(rebasing: buffer[former..<end]),
                    at: change.offset
                )
            }
            end = former
        }
        return undone.reversed()
    }
}
