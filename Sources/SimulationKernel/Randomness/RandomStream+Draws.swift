extension RandomStream {
    /// Draws an integer, each of the range equally likely.
    ///
    /// Without bias: the draw is scaled by multiplication, and the few draws that would make some
    /// values likelier are drawn again (Lemire, "Fast random integer generation in an interval",
    /// 2019). A range of one value draws nothing; the full range is one raw draw.
    public mutating func uniform(in range: ClosedRange<Int64>) -> Int64 {
        let lower = UInt64(bitPattern: range.lowerBound)
        let last = UInt64(bitPattern: range.upperBound) &- lower
        guard last != 0 else { return range.lowerBound }
        guard last != .max else { return Int64(bitPattern: next()) }
        return Int64(bitPattern: lower &+ draw(below: last + 1))
    }

    /// Draws one of some elements, of which there must be one at least, each equally likely.
    public mutating func element<Element>(of elements: [Element]) -> Element {
        elements[Int(uniform(in: 0...Int64(elements.count - 1)))]
    }

    /// Draws a number in [0, 1): one of 2^53 equally spaced values, from one draw, exactly.
    public mutating func unit() -> Double {
        Double(next() >> 11) * 0x1p-53
    }

    /// Returns true with a probability: never for 0 or less, always for 1 or more.
    ///
    /// Always one draw, so that another probability shifts no later draw. NaN is never.
    public mutating func chance(_ probability: Double) -> Bool {
        unit() < probability
    }

    /// Draws an integer in `0..<bound`, each equally likely; the bound is not 0.
    @inline(__always)
    mutating func draw(below bound: UInt64) -> UInt64 {
        var product = next().multipliedFullWidth(by: bound)
        if product.low < bound {
            let unfair = (0 &- bound) % bound
            while product.low < unfair { product = next().multipliedFullWidth(by: bound) }
        }
        return product.high
    }
}
