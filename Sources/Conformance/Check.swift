/// One requirement of the protocol document, and how it is tried on a device.
///
/// A check begins at a device that is idle, measured at zero, with a fresh session, and need not clean up: whatever it
/// leaves is stopped and acknowledged by ``Examination``.
public struct Check: Sendable {
    /// Its name, which never changes: lower case, with hyphens.
    public let id: String
    /// The sections of `docs/protocol.md`, separated by commas.
    public let section: String
    /// What it shows, as a clause without a full stop.
    public let title: String
    let body: @Sendable (Bench) throws(Finding) -> Void

    init(
        _ id: String, _ section: String, _ title: String,
        _ body: @escaping @Sendable (Bench) throws(Finding) -> Void
    ) {
        self.id = id
        self.section = section
        self.title = title
        self.body = body
    }
}

extension Check {
    /// The written list, in the order in which it is gone through: what needs no output comes first.
    public static let all: [Check] =
        framing + handshake + descriptions + stopping + epochs + delivery + selfTests + arming + telemetry + output
        + counters + segments + leases + ceilings + causes
}
