import Units

/// The bytes of a line on which something is broken, or through a bridge that packs: one after the other.
extension LineModel {
    mutating func carry(_ sent: Span<UInt8>, from begins: Instant) {
        let packs = way == .toHost && traits.usb.latencyTimer != nil
        pace.rest(until: begins)
        if packs, faults.isNone { return packAll(sent, from: begins) }
        var count = 0
        var passed = pace.idleFrom
        for index in sent.indices {
            passed = pace.arrival(of: 1, givenAt: begins)
            let fate = faults.isNone ? ByteFate() : ByteFate(faults, from: &chance)
            if fate.isDamaged { damaged += 1 }
            if fate.holds { heldUntil = max(heldUntil, passed + faults.burstLength) }
            if let stranger = fate.stranger { count += put(stranger, packs: packs, passedAt: passed) }
            for _ in 0..<fate.copies { count += put(sent[index] ^ fate.flip, packs: packs, passedAt: passed) }
            guard fate.tears else { continue }
            if packs { closePacket() } else { close(count, passedAt: passed) }
            count = 0
            pace.rest(until: passed + faults.splitLength)
        }
        if !packs { close(count, passedAt: passed) }
    }

    /// What is sound joins the open packet as long as there is room and time, and only the rest goes byte by byte.
    private mutating func packAll(_ sent: Span<UInt8>, from begins: Instant) {
        var index = 0
        while index < sent.count {
            let joining = pack(sent, from: index)
            index += joining
            guard joining == 0 else { continue }
            pack(sent[index], passedAt: pace.arrival(of: 1, givenAt: begins))
            index += 1
        }
    }

    private mutating func put(_ byte: UInt8, packs: Bool, passedAt moment: Instant) -> Int {
        if packs { pack(byte, passedAt: moment) } else { append(byte) }
        return 1
    }
}

/// What becomes of one byte.
private struct ByteFate {
    /// How often it arrives.
    private(set) var copies = 1
    /// The bit that changes.
    private(set) var flip: UInt8 = 0
    /// What arrives before it.
    private(set) var stranger: UInt8?
    /// Whether the line holds everything back from here on.
    private(set) var holds = false
    /// Whether what follows comes later.
    private(set) var tears = false

    /// It arrives.
    init() {}

    /// What chance makes of it; a rate of zero draws nothing.
    init(_ faults: ByteFaults, from chance: inout RandomStream) {
        if chance.happens(faults.duplicated) { copies = 2 }
        if chance.happens(faults.dropped) { copies = 0 }
        if chance.happens(faults.flipped) { flip = 1 << UInt8(chance.next(below: 8)) }
        if chance.happens(faults.inserted) { stranger = UInt8(truncatingIfNeeded: chance.next()) }
        holds = chance.happens(faults.burst)
        tears = chance.happens(faults.split)
    }

    var isDamaged: Bool { copies != 1 || flip != 0 || stranger != nil }
}

extension RandomStream {
    fileprivate mutating func happens(_ rate: PerMillion) -> Bool {
        rate > .zero && next(below: UInt64(PerMillion.every.rawValue)) < UInt64(rate.rawValue)
    }
}
