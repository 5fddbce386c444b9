/// A complex number: an impedance in Ω, or a conductivity in S/m, at one frequency.
public struct Phasor: Equatable, Sendable {
    /// What is in phase: resistance or conductance.
    public var real: Double
    /// What leads by 90°: reactance or susceptance.
    public var imaginary: Double

    /// A number of these parts.
    public init(_ real: Double, _ imaginary: Double = 0) {
        self.real = real
        self.imaginary = imaginary
    }

    /// An impedance through which nothing flows.
    static let open = Phasor(.infinity)

    /// The absolute value.
    public var magnitude: Double { (real * real + imaginary * imaginary).squareRoot() }

    /// The angle in degrees, for a number whose real part is above 0: −90 to 90, below 0 for a capacitive impedance.
    public var degrees: Double {
        guard imaginary != 0 else { return 0 }
        return Phasor.arctangent(imaginary / real) * 57.295_779_513_082_32
    }

    /// One over it; of an open circuit, 0.
    var reciprocal: Phasor {
        guard real.isFinite else { return Phasor(0) }
        let square = real * real + imaginary * imaginary
        return Phasor(real / square, -imaginary / square)
    }

    static func + (left: Phasor, right: Phasor) -> Phasor {
        Phasor(left.real + right.real, left.imaginary + right.imaginary)
    }

    static func * (left: Phasor, factor: Double) -> Phasor { Phasor(left.real * factor, left.imaginary * factor) }

    static func * (left: Phasor, right: Phasor) -> Phasor {
        Phasor(
            left.real * right.real - left.imaginary * right.imaginary,
            left.real * right.imaginary + left.imaginary * right.real)
    }

    /// The angle in radians whose tangent is `x`: three halvings bring it below 0.2, where the series to the 17th power is
    /// exact to 10⁻¹⁴.
    private static func arctangent(_ x: Double) -> Double {
        guard x.isFinite else { return x > 0 ? 1.570_796_326_794_896_6 : -1.570_796_326_794_896_6 }
        var t = x
        for _ in 0..<3 { t = t / (1 + (1 + t * t).squareRoot()) }
        let q = t * t
        var sum = 1.0 / 17
        var odd = 15.0
        while odd > 0 {
            sum = 1 / odd - sum * q
            odd -= 2
        }
        return 8 * t * sum
    }
}
