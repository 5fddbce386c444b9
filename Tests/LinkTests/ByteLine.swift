import Units
import Wire

/// One direction of a simulated line: bytes arrive in order, after the time that they take, in any cut.
///
/// Whole frames can be lost or come twice, and single bytes can be damaged, as a stream of chance says. It also keeps the
/// account that the sender cannot cheat: which bytes of commands have not arrived.
struct ByteLine {
    var delay = Duration.milliseconds(1)
    var byteTime = Duration.nanoseconds(10_851)
    var frameLoss = 0.0
    var frameDoubling = 0.0
    var byteDamage = 0.0

    private var chance: RandomStream
    private var travelling: [(arrival: Instant, byte: UInt8?)] = []
    private var first = 0
    private var frame: [UInt8] = []
    private var losesFrame = false
    private var freeAt = Instant.zero
    private var commands: [(bytes: Int, arrival: Instant)] = []

    init(seed: UInt64) { chance = RandomStream(seed: seed) }

    mutating func write(_ bytes: [UInt8], at now: Instant) {
        for byte in bytes {
            if frame.isEmpty { losesFrame = byte != 0 && chance.nextUnit() < frameLoss }
            let arrival = carry(losesFrame ? nil : byte, at: now)
            frame.append(byte)
            guard byte == 0 else { continue }
            account(for: frame, arrival)
            let comesTwice = frame.count > 1 && chance.nextUnit() < frameDoubling
            if comesTwice { for byte in frame { _ = carry(losesFrame ? nil : byte, at: now) } }
            frame.removeAll()
        }
    }

    /// The bytes that have arrived and were not taken yet.
    mutating func take(at now: Instant) -> [UInt8] {
        var bytes: [UInt8] = []
        while first < travelling.count, travelling[first].arrival <= now {
            if let byte = travelling[first].byte { bytes.append(byte) }
            first += 1
        }
        if first > 4096 {
            travelling.removeFirst(first)
            first = 0
        }
        return bytes
    }

    /// The bytes of commands that were written and have not had the time to arrive.
    mutating func commandBytes(at now: Instant) -> Int {
        commands.removeAll { $0.arrival <= now }
        return commands.reduce(0) { $0 + $1.bytes }
    }

    private mutating func carry(_ byte: UInt8?, at now: Instant) -> Instant {
        freeAt = max(freeAt, now) + byteTime
        var sent = byte
        if let byte, chance.nextUnit() < byteDamage { sent = byte ^ UInt8(chance.next(in: 1...255)) }
        let arrival = freeAt + delay
        travelling.append((arrival, sent))
        return arrival
    }

    /// The opcode is the first byte behind the first code of the stuffing, as it is never zero.
    private mutating func account(for frame: [UInt8], _ arrival: Instant) {
        guard frame.count > 2, let opcode = Opcode(rawValue: frame[1]), opcode.isCommand else { return }
        commands.append((frame.count, arrival))
    }
}
