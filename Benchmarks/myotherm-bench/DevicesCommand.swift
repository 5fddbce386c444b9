import ArgumentParser
import Glibc
import Link
import Units
import Wire

/// How much of a core it takes to decode the telemetry of many devices.
struct DevicesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "devices",
        abstract: "Measure what decoding the telemetry of many devices takes of one core",
        discussion: """
            The bytes of every device, each with its own seed, are recorded before; then each goes through a host's end of \
            its own, device by device in the order of their times. What is measured is processor time for each second of \
            telemetry. With --paced the bytes come when they came, one wake-up every 5 ms, with what waking up and cold \
            caches cost; without, as fast as they can.
            """)

    @Option(help: "How many devices")
    var devices = 32

    @Option(help: ArgumentHelp("How much telemetry", valueName: "seconds"))
    var seconds = 20

    @Flag(help: "Let the bytes come when they came")
    var paced = false

    func validate() throws {
        guard (1...1000).contains(devices) else {
            throw ValidationError("--devices is \(devices), but 1 to 1000 was expected.")
        }
        guard (1...3600).contains(seconds) else {
            throw ValidationError("--seconds is \(seconds), but 1 to 3600 was expected.")
        }
    }

    func run() throws {
        let length = Duration.seconds(Int64(seconds))
        var ends = (0..<devices).map { HostEnd(DeviceRecording(seed: UInt64($0), length: length)) }
        var pace = Pace(every: .milliseconds(5))
        let begin = ProcessorTime.now
        var slot = Int64(0)
        while ends.contains(where: { !$0.isOver }) {
            slot += 5
            let until = Instant.zero + .milliseconds(slot)
            for index in ends.indices { ends[index].take(until: until) }
            if paced { pace.wait() }
        }
        let spent = ProcessorTime.now - begin
        let least = ends.map(\.samples).min() ?? 0
        let damaged = ends.reduce(0) { $0 + Int($1.damaged) }
        guard damaged == 0, least >= seconds * 198 else {
            throw ValidationError("A device sent only \(least) samples, and \(damaged) frames were damaged.")
        }
        let share = (spent / Double(seconds) * 1e6).rounded() / 1e6
        print(
            "{\"devices\":\(devices),\"seconds\":\(seconds),\"paced\":\(paced),\"samplesOfEach\":\(least),"
                + "\"shareOfOneCore\":\(share)}")
    }
}

/// A host's end, and what its device has yet to say.
private struct HostEnd {
    private var endpoint = HostEndpoint(hostInstance: DeviceRecording.hostInstance)
    private let chunks: [DeviceRecording.Chunk]
    private var next = 0
    private(set) var samples = 0

    init(_ recording: DeviceRecording) {
        chunks = recording.chunks
        endpoint.hello(at: .zero)
        endpoint.out.discard()
    }

    var isOver: Bool { next == chunks.count }

    var damaged: UInt32 { endpoint.damagedFrames }

    /// Takes everything that was sent before `end`.
    mutating func take(until end: Instant) {
        while next < chunks.count, chunks[next].at < end {
            let chunk = chunks[next]
            var cursor = 0
            while cursor < chunk.bytes.count {
                switch endpoint.receive(chunk.bytes.span, from: &cursor, at: chunk.at) {
                case .answer(let answer): if endpoint.bootID == nil { endpoint.openSession(with: answer) }
                case .fast: samples += 1
                case .nothing, .slow, .result, .selfTest, .device, .applicator, .zone: continue
                }
            }
            next += 1
        }
    }
}

/// Moments at equal distances from when it was made.
private struct Pace {
    private let period: Duration
    private var next: timespec

    init(every period: Duration) {
        self.period = period
        next = timespec()
        unsafe clock_gettime(CLOCK_MONOTONIC, &next)
    }

    /// Sleeps until the next of them.
    mutating func wait() {
        next.tv_nsec += Int(period.nanoseconds)
        if next.tv_nsec >= 1_000_000_000 {
            next.tv_nsec -= 1_000_000_000
            next.tv_sec += 1
        }
        while unsafe clock_nanosleep(CLOCK_MONOTONIC, Int32(TIMER_ABSTIME), &next, nil) == EINTR {}
    }
}
