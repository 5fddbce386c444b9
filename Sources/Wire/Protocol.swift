public import Units

/// Constants of the protocol that both ends hold in common.
public enum Protocol {
    /// CRC-32C of the byte tables of `docs/protocol.md`, in the normal form that its section "Schema hash" gives.
    ///
    /// A test computes it anew from the document, so that neither can change without the other.
    public static let schemaHash: UInt32 = 0x0858_350B

    /// The first four payload bytes of `Hello` and `HelloAnswer`: "MYOT".
    public static let magic: UInt32 = 0x544F_594D

    /// The zero bytes that a host sends as STOP.
    public static let stopRunSent = 32

    /// The zero bytes in a row that a device takes for STOP.
    public static let stopRunAccepted = 4

    /// The revision of the protocol document.
    public static let revision: UInt16 = 1

    /// How long after its sample's device time a lease lasts: 200 ms.
    public static let leaseDuration = Duration.milliseconds(200)

    /// How often a host renews the lease: every 50 ms.
    public static let leaseRenewal = Duration.milliseconds(50)

    /// How far ahead of its start a host releases a segment: 100 ms.
    public static let lookAhead = Duration.milliseconds(100)

    /// The furthest ahead that a device accepts a segment's start: 400 ms.
    public static let furthestAhead = Duration.milliseconds(400)

    /// The bytes of commands that may be on their way to the device without having been seen there.
    public static let reliableBytesInFlight = 96

    /// The bytes kept free for lease and ceiling beside them.
    public static let datagramBytesInFlight = 32

    /// The longest frame that a host sends.
    public static let hostFrameLimit = 64
}
