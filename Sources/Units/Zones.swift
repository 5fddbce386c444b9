/// The place of a treatment zone on the applicator, counted from 0.
///
/// An index that exists is in range: it is made only by the failable initialiser or by walking `ZoneSet`.
public struct ZoneIndex: Equatable, Comparable, Sendable, BitwiseCopyable {
    /// The greatest number of zones that one applicator may have.
    public static let limit = 4

    /// The place, 0 ..< `limit`.
    public let rawValue: UInt8

    /// The zone at `place`, or nil when no applicator has so many.
    @inlinable
    public init?(_ place: Int) {
        guard place >= 0, place < ZoneIndex.limit else { return nil }
        rawValue = UInt8(truncatingIfNeeded: place)
    }

    /// The zone at `place` taken modulo `limit`; for loops whose bound is known to be in range.
    @inlinable
    init(wrapping place: Int) { rawValue = UInt8(truncatingIfNeeded: place & (ZoneIndex.limit - 1)) }

    /// The place as an array index.
    @inlinable
    public var place: Int { Int(rawValue) }

    /// Whether the left zone comes first.
    @inlinable
    public static func < (left: ZoneIndex, right: ZoneIndex) -> Bool { left.rawValue < right.rawValue }
}

/// A set of zones, walked in the order of their places.
///
/// The modules that also compile for the firmware walk it by `while let zone = zones.next()`: `Sequence` carries
/// methods that return arrays, and Embedded Swift without an allocator refuses the conformance.
public struct ZoneSet: Equatable, Sendable, BitwiseCopyable {
    @usableFromInline
    var members: UInt8

    /// One bit per zone, place 0 lowest.
    @inlinable
    public var bits: UInt8 { members }

    /// The zones whose bits are set; bits beyond the last possible zone are dropped.
    @inlinable
    public init(bits: UInt8) { members = bits & 0b1111 }

    /// The first `count` zones; a count beyond the possible is cut to it.
    @inlinable
    public init(first count: Int) {
        self.init(bits: count <= 0 ? 0 : UInt8(truncatingIfNeeded: (1 << Swift.min(count, ZoneIndex.limit)) - 1))
    }

    /// No zone.
    @inlinable
    public static var none: ZoneSet { ZoneSet(bits: 0) }

    /// Every zone that an applicator may have.
    @inlinable
    public static var all: ZoneSet { ZoneSet(bits: 0b1111) }

    /// Whether there is none.
    @inlinable
    public var isEmpty: Bool { members == 0 }

    /// How many there are.
    @inlinable
    public var count: Int { members.nonzeroBitCount }

    /// Whether `zone` is among them.
    @inlinable
    public func contains(_ zone: ZoneIndex) -> Bool { members & (1 << zone.rawValue) != 0 }

    /// Adds `zone`.
    @inlinable
    public mutating func insert(_ zone: ZoneIndex) { members |= 1 << zone.rawValue }

    /// Takes `zone` out.
    @inlinable
    public mutating func remove(_ zone: ZoneIndex) { members &= ~(1 << zone.rawValue) }

    /// The lowest zone left, which is taken out of the walk.
    @inlinable
    public mutating func next() -> ZoneIndex? {
        guard members != 0 else { return nil }
        let zone = ZoneIndex(wrapping: members.trailingZeroBitCount)
        remove(zone)
        return zone
    }
}

#if !hasFeature(Embedded)
extension ZoneSet: Sequence, IteratorProtocol {}
#endif

/// One value for every zone that an applicator may have.
public struct PerZone<Value> {
    @usableFromInline
    var storage: InlineArray<4, Value>

    /// The same value for every zone.
    @inlinable
    public init(repeating value: Value) { storage = InlineArray(repeating: value) }

    /// The value of `zone`.
    @inlinable
    public subscript(zone: ZoneIndex) -> Value {
        // An index that exists is in range, and the mask says so to whoever does not believe it. Without a check the
        // compiler reads one field where it lies; with one it copies the whole value first.
        @inline(__always)
        get { unsafe storage[unchecked: zone.place & (ZoneIndex.limit - 1)] }
        // In place: a value that is large must not be copied out and back for one of its fields.
        _modify { yield &storage[zone.place] }
    }
}

extension PerZone: Sendable where Value: Sendable {}
extension PerZone: BitwiseCopyable where Value: BitwiseCopyable {}

extension PerZone: Equatable where Value: Equatable {
    /// Whether every zone has equal values.
    @inlinable
    public static func == (left: PerZone, right: PerZone) -> Bool {
        var zones = ZoneSet.all
        while let zone = zones.next() {
            guard left[zone] == right[zone] else { return false }
        }
        return true
    }
}
