/// The natural logarithm out of the four operations alone.
///
/// `log` of the C library differs in its last bits between libraries and machines, and one bit is
/// enough to move a draw; additions, multiplications and divisions are exact to the last bit by
/// IEEE 754.
package enum ExactLogarithm {
    private static let naturalLogarithmOfTwo = 0x1.62e42fefa39efp-1

    /// The natural logarithm of a positive, finite number, to about 1e-15.
    ///
    /// x = m · 2^e with m near 1, and ln m = 2 · artanh((m - 1) / (m + 1)) as its power series, whose
    /// ratio is below 0.03: twelve terms are more than a Double holds.
    package static func natural(_ value: Double) -> Double {
        precondition(value > 0 && value.isFinite, "A logarithm needs a positive, finite number.")
        var mantissa = value.significand
        var exponent = Double(value.exponent)
        if mantissa > 1.414_213_562_373_095 {
            mantissa /= 2
            exponent += 1
        }
        let ratio = (mantissa - 1) / (mantissa + 1)
        let square = ratio * ratio
        var sum = 0.0
        for odd in stride(from: 23, through: 1, by: -2) {
            sum = sum * square + 1 / Double(odd)
        }
        return 2 * ratio * sum + exponent * naturalLogarithmOfTwo
    }
}
