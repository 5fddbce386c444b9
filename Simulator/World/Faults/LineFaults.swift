public import Units

/// How often something happens to a byte, in millionths.
public struct PerMillion: Quantity {
    /// Millionths; 1,000,000 is every byte.
    public let rawValue: Int32

    /// A rate of `rawValue` millionths.
    public init(rawValue: Int32) { self.rawValue = rawValue }

    /// Every byte.
    public static var every: PerMillion { PerMillion(rawValue: 1_000_000) }
}

/// A way on the line.
public enum LineDirection: Equatable, Sendable {
    /// From the host to the device.
    case toDevice
    /// From the device to the host.
    case toHost
}

/// What happens to the bytes of both ways.
public struct LineFaults: Equatable, Sendable {
    /// From the host to the device.
    public var toDevice = ByteFaults()
    /// From the device to the host.
    public var toHost = ByteFaults()

    /// An innocent line.
    public init() {}
}

/// What happens to the bytes of one way.
public struct ByteFaults: Equatable, Sendable, BitwiseCopyable {
    /// Bytes that do not arrive.
    public var dropped = PerMillion.zero
    /// Bytes that arrive with one bit changed.
    public var flipped = PerMillion.zero
    /// Bytes that arrive twice.
    public var duplicated = PerMillion.zero
    /// Bytes before which one arrives that nobody sent.
    public var inserted = PerMillion.zero
    /// Bytes with which the line begins to hold everything back, to let it all go at once later.
    public var burst = PerMillion.zero
    /// For how long it holds it back.
    public var burstLength = Duration.zero
    /// Bytes after which a chunk is torn in two.
    public var split = PerMillion.zero
    /// How long the second part comes after the first.
    public var splitLength = Duration.zero

    /// Innocent bytes.
    public init() {}

    /// Whether nothing happens to them.
    public var isNone: Bool { self == ByteFaults() }
}

/// One thing that happens to bytes.
public enum ByteFault: Equatable, Sendable {
    /// They do not arrive.
    case dropped(PerMillion)
    /// They arrive with one bit changed.
    case flipped(PerMillion)
    /// They arrive twice.
    case duplicated(PerMillion)
    /// One arrives before them that nobody sent.
    case inserted(PerMillion)
    /// With so many of them the line holds everything back for a while, and then lets it go at once.
    case burst(Duration, PerMillion)
    /// After so many of them the chunk is torn in two, and the second part comes so much later.
    case split(Duration, PerMillion)

    func apply(to faults: inout ByteFaults) {
        switch self {
        case .dropped(let rate): faults.dropped = rate
        case .flipped(let rate): faults.flipped = rate
        case .duplicated(let rate): faults.duplicated = rate
        case .inserted(let rate): faults.inserted = rate
        case .burst(let length, let rate): (faults.burst, faults.burstLength) = (rate, length)
        case .split(let length, let rate): (faults.split, faults.splitLength) = (rate, length)
        }
    }
}
