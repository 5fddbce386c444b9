import Device
import Testing
import Units
import Wire

/// A host on the other end of the line, made of the codec alone: it sends what a test says, right or wrong.
struct Bench {
    static let bootID: UInt64 = 0xB007
    static let program = Fingerprint(high: 1, low: 2)

    var device: Applicator
    var hardware = FakeHardware()
    var hostInstance: UInt64 = 77
    var epoch: UInt32 = 0
    var sequence: UInt32 = 0
    private(set) var frameNumber: UInt16 = 0

    private(set) var answers: [HelloAnswer] = []
    private(set) var acknowledgements: [Acknowledgement] = []
    private(set) var selfTestResults: [SelfTestResult] = []
    private(set) var fast: [FastTelemetry] = []
    private(set) var slow: [SlowTelemetry] = []
    private(set) var descriptions = 0
    private(set) var epochsSeen: [UInt32] = []
    private var decoder = FrameDecoder()

    init(profile: DeviceProfile = .reference) {
        device = Applicator(bootID: Bench.bootID, profile: profile, at: .zero)
    }

    var now: DeviceInstant { device.clock }
    var seed: SessionSeed { SessionSeed(bootID: Bench.bootID, hostInstance: hostInstance) }
    var lastResult: CommandResult? { acknowledgements.last?.result }

    /// Lets time go on event by event, as a line that takes every byte at once would.
    mutating func advance(to end: DeviceInstant) throws {
        while device.nextEvent <= end {
            device.advance(to: device.nextEvent, hardware: &hardware)
            try drain()
        }
        device.advance(to: end, hardware: &hardware)
        try drain()
    }

    mutating func advance(by span: Duration) throws { try advance(to: now + span) }

    /// Sends raw bytes now.
    mutating func send(bytes: [UInt8]) throws {
        device.receive(bytes.span, at: now, hardware: &hardware)
        try drain()
    }

    /// The bytes of the next frame with `message`.
    mutating func bytes(_ message: some Message, sequence: UInt32 = 0, epoch: UInt32? = nil) -> [UInt8] {
        frameNumber &+= 1
        let frame = message.frame(number: frameNumber, epoch: epoch ?? self.epoch, sequence: sequence, seed: seed)
        return (0..<frame.count).map { frame[$0] }
    }

    mutating func send(_ message: some Message, epoch: UInt32? = nil) throws {
        try send(bytes: bytes(message, epoch: epoch))
    }

    /// Sends the next command, and says what became of it.
    @discardableResult
    mutating func command(_ message: some Message) throws -> CommandResult? {
        sequence += 1
        let before = acknowledgements.count
        try send(bytes: bytes(message, sequence: sequence))
        return acknowledgements.count > before ? lastResult : nil
    }

    mutating func hello() throws { try send(Hello(hostInstance: hostInstance)) }

    /// Leases output by the last sample.
    mutating func lease() throws { try send(Lease(sample: device.sample, evaluation: 1)) }

    mutating func pressButton(after delay: Duration = .milliseconds(20)) {
        hardware.press = (now + delay, now + delay + .milliseconds(100))
    }

    private mutating func drain() throws {
        let pending = device.withPending { bytes in (0..<bytes.count).map { bytes[$0] } }
        device.sent(pending.count)
        for byte in pending where decoder.push(byte) == .frame { try take() }
    }

    private mutating func take() throws {
        let header = try decoder.header(seed: seed)
        epochsSeen.append(header.epoch)
        switch header.opcode {
        case .helloAnswer: answers.append(try decoder.message(HelloAnswer.self, after: header))
        case .acknowledgement: acknowledgements.append(try decoder.message(Acknowledgement.self, after: header))
        case .selfTestResult: selfTestResults.append(try decoder.message(SelfTestResult.self, after: header))
        case .fastTelemetry: fast.append(try decoder.message(FastTelemetry.self, after: header))
        case .slowTelemetry: slow.append(try decoder.message(SlowTelemetry.self, after: header))
        case .deviceDescription:
            descriptions += try decoder.message(DeviceDescription.self, after: header) == device.profile.device ? 1 : 0
        case .applicatorDescription, .zoneDescription: descriptions += 1
        default: Issue.record("The device sent a frame of the host.")
        }
    }
}

extension ZoneIndex {
    /// A zone of a test, which knows that it exists.
    static func at(_ place: Int) throws -> ZoneIndex { try #require(ZoneIndex(place)) }
}
