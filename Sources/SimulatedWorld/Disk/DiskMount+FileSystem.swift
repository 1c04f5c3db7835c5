import CSQLite

/// The file system as SQLite calls it.
extension DiskMount {
    static var methods: sqlite3_vfs {
        var methods = sqlite3_vfs()
        methods.iVersion = 1
        methods.szOsFile = Int32(MemoryLayout<OpenFile>.size)
        methods.mxPathname = 64
        methods.xOpen = { DiskMount.mount(of: $0).open($1, $2, flags: $3, outFlags: $4) }
        methods.xDelete = { DiskMount.mount(of: $0).delete($1, syncsDirectory: $2 != 0) }
        methods.xAccess = { fileSystem, name, _, answer in
            answer?.pointee = DiskMount.mount(of: fileSystem).exists(name) ? 1 : 0
            return SQLITE_OK
        }
        methods.xFullPathname = { _, name, capacity, path in
            guard let name, let path else { return SQLITE_CANTOPEN }
            let characters = String(cString: name).utf8CString
            guard characters.count <= Int(capacity) else { return SQLITE_CANTOPEN }
            for (index, character) in characters.enumerated() { path[index] = character }
            return SQLITE_OK
        }
        // What SQLite draws itself comes from a generator of the whole process, which it seeds from
        // the system's own file system. Nothing that it draws shows in a store or a fact.
        methods.xRandomness = { _, count, bytes in
            bytes?.update(repeating: 0, count: Int(count))
            return count
        }
        methods.xSleep = { fileSystem, microseconds in
            DiskMount.mount(of: fileSystem).sleep(microseconds)
            return microseconds
        }
        methods.xCurrentTime = { _, julianDay in
            julianDay?.pointee = 2_461_041.5
            return SQLITE_OK
        }
        methods.xGetLastError = { _, _, _ in 0 }
        return methods
    }

    fileprivate static func mount(of fileSystem: UnsafeMutablePointer<sqlite3_vfs>?) -> DiskMount {
        guard let data = fileSystem?.pointee.pAppData else {
            preconditionFailure("SQLite calls a file system that it was given.")
        }
        return Unmanaged<DiskMount>.fromOpaque(data).takeUnretainedValue()
    }

    private func open(
        _ name: UnsafePointer<CChar>?,
        _ file: UnsafeMutablePointer<sqlite3_file>?,
        flags: Int32,
        outFlags: UnsafeMutablePointer<Int32>?
    ) -> Int32 {
        guard let file else { return SQLITE_CANTOPEN }
        file.pointee.pMethods = nil
        guard let found = find(name.map { String(cString: $0) }, flags: flags) else {
            return SQLITE_CANTOPEN
        }
        let journals = SQLITE_OPEN_MAIN_JOURNAL | SQLITE_OPEN_WAL
        let handle = DiskHandle(
            found.file,
            of: self,
            isJournal: flags & journals != 0,
            isNew: found.isNew
        )
        opened(handle)
        OpenFile.at(file).initialize(to: OpenFile(handle))
        outFlags?.pointee = flags
        return SQLITE_OK
    }

    /// The file of that name; one that has none is the caller's alone and never on the disk.
    private func find(_ name: String?, flags: Int32) -> (file: DiskFile, isNew: Bool)? {
        guard let name else { return (DiskFile(), false) }
        if isDead { return nil }
        if let file = disk.file(named: name) { return (file, false) }
        guard flags & SQLITE_OPEN_CREATE != 0, admit(.create) == SQLITE_OK else { return nil }
        return (disk.create(name), true)
    }

    private func delete(_ name: UnsafePointer<CChar>?, syncsDirectory: Bool) -> Int32 {
        guard let name = name.map({ String(cString: $0) }) else { return SQLITE_OK }
        let code = admit(.delete)
        guard code == SQLITE_OK else { return code }
        disk.delete(name)
        if syncsDirectory { disk.syncDirectory() }
        return SQLITE_OK
    }

    /// Whether there is anything in a file of that name, which is what SQLite asks on real systems.
    private func exists(_ name: UnsafePointer<CChar>?) -> Bool {
        name.flatMap { disk.file(named: String(cString: $0)) }.map { $0.size > 0 } ?? false
    }
}
