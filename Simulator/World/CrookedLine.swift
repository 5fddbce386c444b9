import Device
import Link
import Units
import Wire

/// A line that bends what reaches the firmware, so that a device is wrong below it: the end of the line itself, which the
/// device has in common with others, knows no deviation.
///
/// It keeps the bytes of a frame until its delimiter has come, and gives them on as they were or as another frame.
struct CrookedLine: Sendable {
    private let deviation: Deviation
    private var decoder = FrameDecoder()
    private var frame: [UInt8] = []
    private var zeros = 0
    private var swallowsRun = false
    private var session: UInt64?
    private var earlier: UInt64?
    private var last: [UInt8] = []

    /// nil where `deviation` bends nothing.
    init?(_ deviation: Deviation) {
        let bends: Deviation = [
            .needsEightZeros, .ignoresStopMidFrame, .repeatsDuplicates, .acceptsOldEpoch, .acceptsOldSession,
        ]
        guard !deviation.isDisjoint(with: bends) else { return nil }
        self.deviation = deviation
    }

    /// What reaches the firmware when `byte` has come.
    mutating func pass(_ byte: UInt8, to end: DeviceEndpoint) -> [UInt8] {
        if end.hostInstance != session { (earlier, session) = (session, end.hostInstance) }
        let outcome = decoder.push(byte)
        guard byte == 0 else {
            zeros = 0
            frame.append(byte)
            return []
        }
        zeros += 1
        guard zeros == 1 else { return passZero() }
        let bytes = frame + [0]
        frame.removeAll(keepingCapacity: true)
        swallowsRun = deviation.contains(.ignoresStopMidFrame) && outcome != .frame && bytes.count > 1
        return outcome == .frame ? bend(end) ?? bytes : bytes
    }

    /// A zero behind the first.
    private func passZero() -> [UInt8] {
        if swallowsRun { return [] }
        guard deviation.contains(.needsEightZeros) else { return [0] }
        return zeros == 8 ? [0, 0, 0] : []
    }

    /// The frame as another one; nil where it stays as it is.
    private mutating func bend(_ end: DeviceEndpoint) -> [UInt8]? {
        guard let session else { return nil }
        let seed = SessionSeed(bootID: end.bootID, hostInstance: session)
        if let header = header(seed: seed) { return bend(header, end, seed: seed) }
        guard deviation.contains(.acceptsOldSession), let earlier,
            header(seed: SessionSeed(bootID: end.bootID, hostInstance: earlier)) != nil
        else { return nil }
        return CrookedLine.frame(of: raw, seed: seed)
    }

    private mutating func bend(_ header: FrameHeader, _ end: DeviceEndpoint, seed: SessionSeed) -> [UInt8]? {
        var raw = raw
        if deviation.contains(.acceptsOldEpoch), header.epoch < end.epoch, !header.opcode.isFrozen {
            CrookedLine.write(end.epoch, into: &raw, at: 3)
            return CrookedLine.frame(of: raw, seed: seed)
        }
        guard deviation.contains(.repeatsDuplicates), header.opcode.isCommand else { return nil }
        // All but the frame number: a repetition has another.
        let content = [raw[0]] + raw[3...]
        defer { last = content }
        guard content == last, header.sequence == end.lastTaken else { return nil }
        CrookedLine.write(end.lastTaken + 1, into: &raw, at: 7)
        return CrookedLine.frame(of: raw, seed: seed)
    }

    private func header(seed: SessionSeed) -> FrameHeader? {
        do throws(WireError) {
            return try decoder.header(seed: seed)
        } catch {
            return nil
        }
    }

    /// Header and payload of the frame.
    private var raw: [UInt8] { decoder.withFrame { bytes in (0..<decoder.count - 4).map { bytes[$0] } } }

    private static func write(_ value: UInt32, into bytes: inout [UInt8], at place: Int) {
        for index in 0..<4 { bytes[place + index] = UInt8(truncatingIfNeeded: value >> (8 * index)) }
    }

    /// `raw` with its checksum, stuffed, and a delimiter behind it.
    private static func frame(of raw: [UInt8], seed: SessionSeed) -> [UInt8] {
        let checksum = Checksum.crc32c(raw.span, count: raw.count, seed: seed.value)
        let whole = raw + (0..<4).map { UInt8(truncatingIfNeeded: checksum >> (8 * $0)) }
        let pieces = whole.split(separator: 0, omittingEmptySubsequences: false)
        return pieces.flatMap { [UInt8($0.count + 1)] + $0 } + [0]
    }
}
