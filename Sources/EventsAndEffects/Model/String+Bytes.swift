extension String {
    /// Calls `body` with the UTF-8 of the text.
    ///
    /// Fast path: `withUTF8` wants a copy that it may change, at the price of a reference count up
    /// and down for each call; frames are written, read, hashed and searched by the ten thousand.
    @inlinable
    package func withBytes<Result>(_ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
        if let result = utf8.withContiguousStorageIfAvailable(body) { return result }
        var text = self
        return text.withUTF8(body)
    }
}
