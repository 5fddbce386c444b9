import Link
import Treatment
import Units
import Wire

/// A device reduced to what the machine can see of it: it takes in what the host sends, and says only what it is told to.
///
/// Frames are real on both sides; the walk decides which frame comes next, so that a device that lies, refuses, is late
/// or silent needs no code of its own.
struct WalkPeer {
    struct Waiting: Equatable {
        var sequence: UInt32
        var command: HostCommand
    }

    var endpoint = DeviceEndpoint(bootID: 0xB007)
    var state = DeviceState.idle
    /// The program that it was armed with.
    var armed: Fingerprint?
    var sample: UInt32 = 0
    var leasedAt: Instant?
    /// When the last segment of all ends, once it is known.
    var end: DeviceInstant?
    /// Over the segments taken since the arming.
    var hash: UInt32 = 0
    var selfTests: UInt8 = 0
    /// The last segment that was taken, and its number.
    var segment: Segment?
    var segmentSequence: UInt32?
    var isMonopolar = false
    var output = PerZone(repeating: WalkOutput())
    /// The first ceilings that came.
    var ceilings: [Ceiling] = []
    var asked: [DescriptionPart] = []
    var wantsAnswer = false
    /// When it last heard or said anything.
    var now = WalkSystem.origin
    var waiting: [Waiting] = []

    static func time(_ now: Instant) -> DeviceInstant { .microseconds(77_000_000 + now.nanoseconds / 1000) }

    /// Takes bytes of the host; nothing is answered yet.
    mutating func take(_ bytes: Span<UInt8>, at now: Instant) {
        self.now = now
        var cursor = 0
        while cursor < bytes.count {
            switch endpoint.receive(bytes, from: &cursor, at: WalkPeer.time(now)) {
            case .ceiling(let ceiling): if ceilings.count < 64 { ceilings.append(ceiling) }
            case .nothing, .indicate, .sequenceConflict, .epochAhead: break
            case .stopRun: halt()
            case .stop(let stop):
                halt()
                endpoint.enterEpoch(stop.epoch)
                wantsAnswer = true
            case .hello(let hello):
                endpoint.openSession(hello)
                wantsAnswer = true
            case .describe(let part): if asked.count < 4 { asked.append(part) }
            case .lease: leasedAt = now
            case .command(let command, let sequence):
                if case .segment(let segment) = command {
                    (self.segment, segmentSequence) = (segment, sequence)
                    output[segment.zone].take(segment)
                    if segment.isFinal { end = segment.end }
                    add(segment)
                    continue
                }
                waiting.append(Waiting(sequence: sequence, command: command))
                if waiting.count > 4 { waiting.removeFirst() }
            }
        }
    }

    private mutating func add(_ segment: Segment) {
        var payload = FrameBuffer()
        segment.encode(into: &payload)
        hash = payload.withBytes { Checksum.crc32c($0, count: payload.count, seed: hash) }
    }

    private mutating func halt() {
        if state != .tripped { state = .idle }
        armed = nil
        leasedAt = nil
        end = nil
        waiting = []
        cutOutput()
    }

    private mutating func cutOutput() {
        for zone in WalkSample.zones { output[zone].cut(at: WalkPeer.time(now)) }
    }

    /// What a device does that answers `command` with `done`.
    mutating func obey(_ command: HostCommand) {
        switch command {
        case .arm(let arm):
            (armed, state, selfTests, hash) = (arm.program, .armed, 0, 0)
            output = PerZone(repeating: WalkOutput())
        case .disarm: (armed, state) = (nil, .idle)
        case .start, .resume: state = .running
        case .pause:
            (state, leasedAt) = (.paused, nil)
            cutOutput()
        case .acknowledgeTrip: state = .idle
        case .selfTest(let test): selfTests |= 1 << test.step.rawValue
        case .envelope, .segment: break
        }
    }

    /// The frame of `message`, as the device would send it next.
    mutating func frame(_ message: some Message) -> [UInt8] {
        endpoint.send(message)
        return drain()
    }

    mutating func drain() -> [UInt8] {
        let bytes = endpoint.out.withPending { span in (0..<span.count).map { span[$0] } }
        endpoint.out.removeFirst(bytes.count)
        return bytes
    }

    func helloAnswer(_ kind: WalkMove.Hello) -> HelloAnswer {
        HelloAnswer(
            schemaHash: kind == .otherSchema ? 1 : Protocol.schemaHash,
            bootID: kind == .otherBoot ? endpoint.bootID + 1 : endpoint.bootID,
            hostInstance: kind == .otherHost ? 99 : endpoint.hostInstance ?? 0, lastSequence: endpoint.lastTaken,
            state: endpoint.isHalted ? .halted : state, outputIsZero: state != .running,
            isHalted: endpoint.isHalted, firstCause: .none)
    }

    mutating func fast(_ kind: WalkMove.Sample, at now: Instant) -> FastTelemetry {
        self.now = now
        if kind != .sameCounter { sample += 1 }
        if state == .running, let end, WalkPeer.time(now) >= end { (state, armed, self.end) = (.idle, nil, nil) }
        var shape = WalkSample(state: endpoint.isHalted ? .halted : state, selfTestPassed: selfTests == 0b1110)
        if let leased = leasedAt, now - leased < Protocol.leaseDuration { shape.margin = 150 }
        shape.stir(sample)
        for zone in WalkSample.zones { output[zone].measure(into: &shape.zones[zone], at: WalkPeer.time(now)) }
        shape.apply(kind)
        return FastTelemetry(
            sample: sample, time: WalkPeer.time(now), state: shape.state,
            flags: TelemetryFlags(
                buttonPressed: shape.buttonPressed, buttonTested: shape.buttonTested, outputIsZero: shape.isZero,
                selfTestPassed: shape.selfTestPassed),
            firstCause: shape.cause, leaseMarginMilliseconds: shape.margin, echoFrame: endpoint.echoFrame,
            echoArrival: UInt32(truncatingIfNeeded: endpoint.echoArrival.microseconds), lastTaken: endpoint.lastTaken,
            executedBehind: 0, zoneCount: kind == .fewerZones ? 1 : 2, zones: shape.zones)
    }

    func slow(_ kind: WalkMove.Slow) -> SlowTelemetry {
        var totals = PerZone(repeating: ZoneTotals())
        for zone in WalkSample.zones {
            var sample = ZoneSample()
            output[zone].measure(into: &sample, at: WalkPeer.time(now))
            // The stage takes half as much again as it gives.
            (totals[zone].supplyPower, totals[zone].peakPower) = (
                .milliwatts(sample.power.milliwatts * 3 / 2), sample.power
            )
        }
        return SlowTelemetry(
            reference: .celsius(37), returnFirst: isMonopolar ? .ohms(kind == .returnLifted ? 900 : 90) : .zero,
            returnSecond: isMonopolar ? .ohms(95) : .zero,
            applicatorID: kind == .otherApplicator ? 9 : 1, calibrationHash: 1,
            firstCause: kind == .cause ? .overTemperature : .none, firstCauseZone: 0, firstCauseValue: 1,
            segmentHash: kind == .otherHash ? ~hash : hash,
            segmentHashAt: UInt16(truncatingIfNeeded: endpoint.lastTaken), damagedFrames: 0, staleFrames: 0,
            zoneCount: 2, zones: totals)
    }
}

/// What one sample says, before it is a frame.
struct WalkSample {
    static let zones: [ZoneIndex] = [0, 1].compactMap { ZoneIndex($0) }

    var state: DeviceState
    var isZero: Bool
    var selfTestPassed: Bool
    var margin: UInt8 = 0
    var buttonPressed = false
    var buttonTested = true
    var cause = DeviceCause.none
    var zones: PerZone<ZoneSample>

    init(state: DeviceState, selfTestPassed: Bool) {
        self.state = state
        self.selfTestPassed = selfTestPassed
        isZero = state != .running
        var sample = ZoneSample()
        sample.centre = .milliCelsius(34_000)
        sample.edge = .milliCelsius(33_900)
        sample.impedance = .ohms(150)
        sample.load = .ohms(500)
        // No pulse yet: the load is that of the contact measurement.
        sample.pulseAgeCentiseconds = 255
        (sample.centreValidity, sample.edgeValidity) = (.ok, .ok)
        (sample.impedanceValidity, sample.loadValidity) = (.ok, .ok)
        zones = PerZone(repeating: sample)
    }

    /// What is measured has noise: what repeats to the last digit is taken for frozen.
    mutating func stir(_ count: UInt32) {
        let noise: Int32 = count.isMultiple(of: 2) ? 15 : -15
        for zone in WalkSample.zones {
            zones[zone].centre = .milliCelsius(34_000 + noise)
            zones[zone].edge = .milliCelsius(33_900 - noise)
            zones[zone].impedance = .milliohms(150_000 + noise)
            zones[zone].load = .milliohms(500_000 + noise)
        }
    }

    mutating func apply(_ kind: WalkMove.Sample) {
        let first = WalkSample.zones[0]
        let second = WalkSample.zones[1]
        switch kind {
        case .plain, .sameCounter, .fewerZones: break
        case .says(let other): state = other
        case .output: isZero = false
        case .zero: isZero = true
        case .tripped(let other): (state, cause, isZero) = (.tripped, other, true)
        case .trippedButOn: (state, cause, isZero) = (.tripped, .overTemperature, false)
        case .buttonPressed: buttonPressed = true
        case .buttonUntested: buttonTested = false
        case .untested: selfTestPassed = false
        case .leased: margin = 150
        case .leaseGone: margin = 0
        case .unleasedRest: (margin, isZero) = (0, true)
        case .idleButOn: (state, isZero) = (.idle, false)
        case .openFirst: zones[first].impedanceValidity = .open
        case .openSecond: zones[second].loadValidity = .open
        case .short: zones[second].impedanceValidity = .short
        case .sensorOpen: zones[first].edgeValidity = .open
        case .temperature(let degrees): zones[second].centre = degrees
        case .bothWarm(let degrees): (zones[first].centre, zones[second].centre) = (degrees, degrees)
        case .power(let power): zones[first].power = power
        case .flowing(let power): (zones[first].power, isZero) = (power, false)
        }
    }
}
