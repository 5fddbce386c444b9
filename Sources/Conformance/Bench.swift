import Units
import Wire

/// One end of the line that says what a check wants, right or wrong, and keeps everything that the device answers.
///
/// It knows the codec and nothing else of the host: what a host never sends is what a device must refuse.
public final class Bench {
    let line: any DeviceLine
    let announce: (String) -> Void
    /// The day of the examination, days since 1970-01-01.
    let today: UInt16
    /// What was learnt about the device; nil before it has answered.
    var device: ExaminedDevice?

    /// The host instance of the session.
    var hostInstance: UInt64
    /// The boot id that the last answer to `Hello` named.
    var bootID: UInt64 = 0
    /// The epoch in the header of the device's last frame.
    private(set) var epoch: UInt32 = 0
    /// The last sequence number that was given to a command.
    var sequence: UInt32 = 0
    /// The number of the last frame that was sent.
    private(set) var frameNumber: UInt16 = 0
    /// How many leases were sent.
    var evaluations: UInt32 = 0

    /// Everything heard since the check began, oldest first.
    private(set) var heard: [Heard] = []
    /// The frames of the device that could not be read, since the check began.
    private(set) var unreadable = 0
    /// How late frames have arrived behind others at most, since the check began.
    private(set) var stall = Duration.zero
    /// The newest fast telemetry of the session, and when it came.
    private(set) var newest: (sample: FastTelemetry, at: Instant)?

    private var decoder = FrameDecoder()

    /// A bench at `line`, whose sessions are numbered upwards from `hostInstance`, not 0; `announce` is told what a
    /// person must do.
    init(line: any DeviceLine, hostInstance: UInt64, today: UInt16, announce: @escaping (String) -> Void) {
        self.line = line
        self.today = today
        self.hostInstance = hostInstance
        self.announce = announce
    }

    /// What every frame of the session is checked with, except the frozen ones.
    var seed: SessionSeed { SessionSeed(bootID: bootID, hostInstance: hostInstance) }

    /// How much was heard so far; give it to whatever shall look only at what comes later.
    var mark: Int { heard.count }

    /// Forgets what was heard, for the next check.
    func beginCheck() {
        heard.removeAll(keepingCapacity: true)
        unreadable = 0
        stall = .zero
    }

    /// Forgets what belongs to a session: another one begins.
    func beginSession() { newest = nil }

    /// The number for the next frame.
    func nextFrameNumber() -> UInt16 {
        frameNumber &+= 1
        return frameNumber
    }

    /// Takes what arrives, until something has or the time is over.
    func pump(until deadline: Instant) throws(Finding) {
        do throws(LineFailure) {
            let bytes = try line.receive(until: deadline)
            let now = line.now
            for byte in bytes where decoder.push(byte) == .frame { take(at: now) }
        } catch {
            throw .lost(error)
        }
        guard heard.count < Bench.memory else { throw .notShown("the device says more than can be kept") }
    }

    private func take(at now: Instant) {
        do throws(WireError) {
            let header = try decoder.header(seed: seed)
            let message = try DeviceMessage(from: decoder, after: header)
            epoch = header.epoch
            heard.append(Heard(at: now, header: header, message: message))
            guard let sample = message.fast else { return }
            if let newest { stall = max(stall, (now - newest.at) - (sample.time - newest.sample.time)) }
            newest = (sample, now)
        } catch {
            unreadable += 1
        }
    }

    /// The frames that one check may bring: minutes at the fastest rate.
    private static let memory = 100_000
}
