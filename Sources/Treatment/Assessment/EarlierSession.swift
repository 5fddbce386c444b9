/// A treatment of this kind that the person has had, and how it went.
public struct EarlierSession: Equatable, Sendable {
    /// When it was.
    public var day: CalendarDay
    /// Which zones it treated.
    public var zones: [Zone]
    /// How it was felt.
    public var discomfort: Discomfort
    /// How long the skin stayed red.
    public var redness: Redness

    /// A session, unchecked: `Assessment` checks it.
    public init(day: CalendarDay, zones: [Zone], discomfort: Discomfort, redness: Redness) {
        self.day = day
        self.zones = zones
        self.discomfort = discomfort
        self.redness = redness
    }
}

/// A photograph by the SHA-256 digest of its file: the picture stays where the clinic keeps its pictures.
public struct PhotographReference: Hashable, Sendable {
    /// The digest in 64 lower-case hexadecimal digits.
    public let hex: String

    /// The photograph of this digest, or nil when `hex` is none.
    public init?(_ hex: String) {
        let isDigest =
            hex.utf8.count == 64
            && hex.utf8.allSatisfy {
                (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0)
                    || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains($0)
            }
        guard isDigest else { return nil }
        self.hex = hex
    }
}
