extension FactKind {
    /// The position among `allCases`, from 0: what dispatch tables are indexed by.
    ///
    /// Read from the enumeration's representation, which for cases without payload is their
    /// position: a search of `allCases` for every fact would cost more than the fact.
    @inlinable
    public var index: Int { Int(unsafeBitCast(self, to: UInt8.self)) }
}
