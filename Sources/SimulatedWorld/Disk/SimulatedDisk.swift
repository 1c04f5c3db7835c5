package import SimulationKernel

/// A disk in memory that is honest about power: what was synced survives, of the rest a drawn subset.
///
/// It is one flat directory that several processes may use, each through a ``DiskMount``. It outlives
/// them all; only ``losePower(using:)`` takes anything away.
///
/// Determinism: it draws from the stream that it is given, and from nothing else.
package final class SimulatedDisk {
    // A list: SQLite asks for a file by its name several times in each transaction, and of two or
    // three the right one is found sooner than a hash of the name. Unchecked for the same reason.

    @exclusivity(unchecked) private var files: [(name: String, file: DiskFile)] = []
    /// Files that were deleted, which a power loss may bring back.
    private var deleted: [String: DiskFile] = [:]

    /// Makes an empty disk.
    package init() {}

    /// A disk with the same files: what would be found if all processes died now.
    package func copy() -> SimulatedDisk {
        let copy = SimulatedDisk()
        copy.files = files.map { ($0.name, $0.file.copy()) }
        copy.deleted = deleted.mapValues { $0.copy() }
        return copy
    }

    /// The files, in the order of their names.
    package var fileNames: [String] { files.map(\.name).sorted() }

    /// The number that SQLite raises with every transaction that changes the database; 0 if there
    /// is none.
    ///
    /// Read from the file as it is: while a transaction is unfinished, only who has recovered it on
    /// a ``copy()`` reads what counts.
    package func changeCounter(of name: String) -> UInt32 {
        var counter: UInt32 = 0
        withUnsafeMutableBytes(of: &counter) { bytes in
            _ = file(named: name)?.read(into: bytes, at: 24)
        }
        return UInt32(bigEndian: counter)
    }

    func file(named name: String) -> DiskFile? { files.first { $0.name == name }?.file }

    /// Makes a file, whose name must be free.
    func create(_ name: String) -> DiskFile {
        let file = DiskFile()
        files.append((name, file))
        return file
    }

    /// Removes a name; a power loss may bring the file back unless the directory is synced.
    func delete(_ name: String) {
        guard let file = remove(name) else { return }
        if file.hasDurableName { deleted[name] = file }
    }

    /// Makes all names that were made or removed survive a power loss.
    func syncDirectory() {
        deleted = [:]
        for (_, file) in files { file.hasDurableName = true }
    }

    private func remove(_ name: String) -> DiskFile? {
        files.firstIndex { $0.name == name }.map { files.remove(at: $0).file }
    }

    /// The power goes and comes back, with nobody running: what was not synced is lost, torn or
    /// there.
    ///
    /// - Returns: the writes that were torn, in the order of files and writes.
    package func losePower(using stream: inout RandomStream) -> [TornWrite] {
        var losses = PowerLoss(stream: stream)
        for name in fileNames where file(named: name)?.hasDurableName == false {
            if !losses.keepsName() { _ = remove(name) }
        }
        for name in deleted.keys.sorted() where !losses.keepsName() { restore(name) }
        deleted = [:]
        for name in fileNames { file(named: name).map { losses.strike($0, named: name) } }
        stream = losses.stream
        return losses.torn
    }

    private func restore(_ name: String) {
        guard file(named: name) == nil, let file = deleted[name] else { return }
        files.append((name, file))
    }
}
