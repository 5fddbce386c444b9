import Units
import Wire

/// What the host's own segments hash to, number by number, so that the device's hash over what it took can be compared.
///
/// CRC-32C over the payloads, each seeded with the hash so far, as the device computes it. The device tells its hash ten
/// times a second together with the last command that it had taken: 32 numbers are 0.4 s of four zones.
struct SegmentLedger: Sendable {
    private static let capacity = 32

    private struct Entry: Equatable, Sendable, BitwiseCopyable {
        var sequence: UInt32 = 0
        var hash: UInt32 = 0
    }

    private var entries = InlineArray<32, Entry>(repeating: Entry())
    private var count = 0
    private var hash: UInt32 = 0

    /// A ledger without segments, as at an arming.
    init() {}

    /// Adds the segment that went out as command `sequence`, once and in order.
    mutating func add(_ segment: Segment, sequence: UInt32) {
        var payload = FrameBuffer()
        segment.encode(into: &payload)
        let before = hash
        hash = payload.withBytes { Checksum.crc32c($0, count: payload.count, seed: before) }
        entries[count % SegmentLedger.capacity] = Entry(sequence: sequence, hash: hash)
        count += 1
    }

    /// What a device must report that had taken every command up to the one whose lowest 16 bits are `taken`.
    ///
    /// Nil when that was before the oldest segment that is still known.
    func hash(at taken: UInt16) -> UInt32? {
        for back in 0..<min(count, SegmentLedger.capacity) {
            let entry = entries[(count - 1 - back) % SegmentLedger.capacity]
            if Int16(truncatingIfNeeded: Int(taken) - Int(UInt16(truncatingIfNeeded: entry.sequence))) >= 0 {
                return entry.hash
            }
        }
        return nil
    }
}
