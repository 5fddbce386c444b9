/// A physical quantity on an integer.
///
/// A quantity is made and read by the name of its unit (`Current.milliamps(12).microamps`), so that no bare number
/// crosses a module. Only lawful arithmetic exists: `Current × PulseWidth = Charge`, but no `Current + Power`.
/// Addition and subtraction trap on overflow, as integers do; every range that can come from outside is checked
/// against `Limits` or a wire field long before it could get near.
public protocol Quantity: Equatable, Comparable, Sendable, BitwiseCopyable {
    /// The integer that carries the value.
    associatedtype RawValue: FixedWidthInteger & SignedInteger & Sendable & BitwiseCopyable

    /// The value in the type's base unit, which its documentation names.
    var rawValue: RawValue { get }

    /// A quantity of `rawValue` base units.
    init(rawValue: RawValue)
}

extension Quantity {
    /// Nothing of it.
    @inlinable
    public static var zero: Self { Self(rawValue: 0) }

    /// Whether the left value is the smaller one.
    @inlinable
    public static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }

    /// The greater one of this value and zero.
    @inlinable
    public var clampedToPositive: Self { rawValue < 0 ? .zero : self }

    /// This value, moved to the nearest end of `range` when it lies outside.
    @inlinable
    public func clamped(to range: ClosedRange<Self>) -> Self {
        min(max(self, range.lowerBound), range.upperBound)
    }
}

/// A quantity that may be added to its like and scaled by a bare number.
public protocol AdditiveQuantity: Quantity {}

extension AdditiveQuantity {
    /// The sum.
    @inlinable
    public static func + (left: Self, right: Self) -> Self { Self(rawValue: left.rawValue + right.rawValue) }

    /// The difference.
    @inlinable
    public static func - (left: Self, right: Self) -> Self { Self(rawValue: left.rawValue - right.rawValue) }

    /// Adds in place.
    @inlinable
    public static func += (left: inout Self, right: Self) { left = left + right }

    /// Subtracts in place.
    @inlinable
    public static func -= (left: inout Self, right: Self) { left = left - right }

    /// The value with its sign changed.
    @inlinable
    public static prefix func - (value: Self) -> Self { Self(rawValue: 0 - value.rawValue) }

    /// The value taken `factor` times.
    @inlinable
    public static func * (left: Self, factor: RawValue) -> Self { Self(rawValue: left.rawValue * factor) }

    /// The value divided by a number, rounded towards zero.
    @inlinable
    public static func / (left: Self, divisor: RawValue) -> Self { Self(rawValue: left.rawValue / divisor) }

    /// The value without its sign.
    @inlinable
    public var magnitude: Self { rawValue < 0 ? -self : self }
}
