import CSQLite

/// What SQLite keeps of an open file: its own part, and the handle behind it.
struct OpenFile {
    private var base: sqlite3_file
    private let handle: Unmanaged<DiskHandle>

    /// Keeps a handle alive until the file is closed.
    init(_ handle: DiskHandle) {
        base = sqlite3_file(pMethods: UnsafePointer(Self.methods))
        self.handle = Unmanaged.passRetained(handle)
    }

    /// The memory that SQLite has set aside for it.
    static func at(_ file: UnsafeMutablePointer<sqlite3_file>) -> UnsafeMutablePointer<OpenFile> {
        UnsafeMutableRawPointer(file).assumingMemoryBound(to: OpenFile.self)
    }

    private static func handle(_ file: UnsafeMutablePointer<sqlite3_file>?) -> DiskHandle {
        guard let file else { preconditionFailure("SQLite calls a method of a file.") }
        return at(file).pointee.handle.takeUnretainedValue()
    }

    // Written once, before any file is open.
    nonisolated(unsafe) private static let methods: UnsafeMutablePointer<sqlite3_io_methods> = {
        let methods = UnsafeMutablePointer<sqlite3_io_methods>.allocate(capacity: 1)
        methods.initialize(to: sqlite3_io_methods())
        methods.pointee.iVersion = 2
        addContentMethods(to: &methods.pointee)
        addLockMethods(to: &methods.pointee)
        addSharedMemoryMethods(to: &methods.pointee)
        return methods
    }()

    private static func addContentMethods(to methods: inout sqlite3_io_methods) {
        methods.xClose = { file in
            guard let file else { return SQLITE_OK }
            OpenFile.handle(file).close()
            OpenFile.at(file).pointee.handle.release()
            return SQLITE_OK
        }
        methods.xRead = { file, bytes, count, offset in
            let buffer = UnsafeMutableRawBufferPointer(start: bytes, count: Int(count))
            return OpenFile.handle(file).read(into: buffer, at: Int(offset))
        }
        methods.xWrite = { file, bytes, count, offset in
            let buffer = UnsafeRawBufferPointer(start: bytes, count: Int(count))
            return OpenFile.handle(file).write(buffer, at: Int(offset))
        }
        methods.xTruncate = { OpenFile.handle($0).truncate(to: Int($1)) }
        methods.xSync = { file, _ in OpenFile.handle(file).sync() }
        methods.xFileSize = { file, size in
            size?.pointee = Int64(OpenFile.handle(file).size)
            return SQLITE_OK
        }
        methods.xFileControl = { _, _, _ in SQLITE_NOTFOUND }
        methods.xSectorSize = { _ in 512 }
        methods.xDeviceCharacteristics = { _ in SQLITE_IOCAP_POWERSAFE_OVERWRITE }
    }

    private static func addLockMethods(to methods: inout sqlite3_io_methods) {
        methods.xLock = { OpenFile.handle($0).lock($1) }
        methods.xUnlock = { file, level in
            OpenFile.handle(file).unlock(to: level)
            return SQLITE_OK
        }
        methods.xCheckReservedLock = { file, answer in
            answer?.pointee = OpenFile.handle(file).isReserved ? 1 : 0
            return SQLITE_OK
        }
    }

    private static func addSharedMemoryMethods(to methods: inout sqlite3_io_methods) {
        methods.xShmMap = { file, index, size, extends, region in
            var address: UnsafeMutableRawPointer?
            let code = OpenFile.handle(file)
                .map(index, size: size, extends: extends != 0, into: &address)
            region?.pointee = address
            return code
        }
        methods.xShmLock = { OpenFile.handle($0).lockShared($1, $2, flags: $3) }
        methods.xShmBarrier = { _ in }
        methods.xShmUnmap = { file, _ in
            OpenFile.handle(file).leaveSharedMemory()
            return SQLITE_OK
        }
    }
}
