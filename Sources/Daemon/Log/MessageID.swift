import PlanFiles
import Safety
import Units

/// Names a kind of entry for ever, so that the journal's catalog can explain it (`MESSAGE_ID`).
///
/// Made from the kind's name by SHA-256, and not drawn once and kept in a table: the names stand in records and on the
/// socket and never change, a new cause has its id as soon as it has a name, and no two can be mixed up by a slip of the
/// pen. `systemd/myotherm.catalog` is the table; a test holds it to the names, so that a change is seen.
struct MessageID: Equatable, Sendable, CustomStringConvertible {
    private let bits: Fingerprint

    /// The id of what this cause is found by.
    init(_ cause: Cause) { self.init(name: "cause.\(cause.name)") }

    /// The id of this event.
    init(_ event: LogEvent) { self.init(name: "event.\(event.rawValue)") }

    /// The first 128 bits of the name's digest, marked as a UUID of the free form (RFC 9562, version 8).
    private init(name: String) {
        let digest = DocumentHash(of: Array("io.myotherm.\(name)".utf8)).fingerprint
        bits = Fingerprint(
            high: digest.high & ~0xF000 | 0x8000, low: digest.low & ~(0b11 << 62) | 0b10 << 62)
    }

    /// 32 lower-case hexadecimal digits, as journald and its catalog write it.
    var description: String { bits.hex }
}
