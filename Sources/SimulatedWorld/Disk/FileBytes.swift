/// The bytes of a file, in blocks that copies of it share until one of them is written to.
///
/// A disk is most of what a long run keeps in memory. In blocks it grows without being moved, and a
/// copy, which every crash and the end of every run looks at, costs next to nothing.
struct FileBytes {
    /// One block; what lies behind the end of the file in it is not initialized.
    private final class Block {
        static let size = 1 << 14

        let bytes = UnsafeMutableRawPointer.allocate(byteCount: size, alignment: 16)

        init() {}

        init(copying other: Block) {
            bytes.copyMemory(from: other.bytes, byteCount: Self.size)
        }

        deinit { bytes.deallocate() }
    }

    /// How many bytes there are.
    private(set) var count = 0
    private var blocks: [Block] = []

    /// Calls `body` with the bytes of a range, in order, as many at once as lie side by side.
    @inline(__always)
    func forEachPiece(of range: Range<Int>, _ body: (UnsafeRawBufferPointer) -> Void) {
        var offset = range.lowerBound
        while offset < range.upperBound {
            let (index, start) = (offset / Block.size, offset % Block.size)
            let length = min(Block.size - start, range.upperBound - offset)
            body(UnsafeRawBufferPointer(start: blocks[index].bytes + start, count: length))
            offset += length
        }
    }

    /// Writes bytes; a gap behind the end is filled with zeros.
    mutating func write(_ buffer: UnsafeRawBufferPointer, at offset: Int) {
        if offset > count { resize(to: offset) }
        count = max(count, offset + buffer.count)
        makeRoom()
        var written = 0
        forEachOwnPiece(of: offset..<(offset + buffer.count)) { piece in
            let rest = UnsafeRawBufferPointer(rebasing: buffer[written...].prefix(piece.count))
            piece.copyMemory(from: rest)
            written += piece.count
        }
    }

    /// Cuts the file off, or fills it up with zeros.
    mutating func resize(to newCount: Int) {
        let former = count
        count = newCount
        makeRoom()
        guard former < newCount else { return }
        forEachOwnPiece(of: former..<newCount) { piece in
            piece.initializeMemory(as: UInt8.self, repeating: 0)
        }
    }

    /// As many blocks as are needed; the first one is kept, since a journal begins anew all the time.
    private mutating func makeRoom() {
        let needed = (count + Block.size - 1) / Block.size
        while blocks.count < needed { blocks.append(Block()) }
        if blocks.count > max(1, needed) { blocks.removeLast(blocks.count - max(1, needed)) }
    }

    /// Calls `body` with the bytes of a range, in order, which no copy shares any more.
    @inline(__always)
    private mutating func forEachOwnPiece(
        of range: Range<Int>,
        _ body: (UnsafeMutableRawBufferPointer) -> Void
    ) {
        var offset = range.lowerBound
        while offset < range.upperBound {
            let (index, start) = (offset / Block.size, offset % Block.size)
            let length = min(Block.size - start, range.upperBound - offset)
            body(UnsafeMutableRawBufferPointer(start: ownBytes(of: index) + start, count: length))
            offset += length
        }
    }

    /// The bytes of a block that no copy shares any more.
    @inline(__always)
    private mutating func ownBytes(of index: Int) -> UnsafeMutableRawPointer {
        if !isKnownUniquelyReferenced(&blocks[index]) {
            blocks[index] = Block(copying: blocks[index])
        }
        return blocks[index].bytes
    }
}
