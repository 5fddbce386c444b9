import ArgumentParser
import Units
import Wire

/// How long the codec takes for one telemetry frame, decoded and encoded again.
struct CodecCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "codec",
        abstract: "Measure decoding and encoding of a telemetry frame",
        discussion: """
            Each frame is what the one before was encoded to, with its numbers counted on, as in the reference in C: \
            nothing can be worked out once and used again. Nothing is measured before the document's example was decoded \
            to what stands there and encoded to its own bytes.
            """)

    @Option(help: "The protocol's document")
    var document = "docs/protocol.md"

    @Option(help: "How many frames make a round")
    var frames = 1_000_000

    @Option(help: "How many rounds; the best counts")
    var rounds = 5

    @Option(help: "How many zones the frame has, 1 to 4")
    var zones = 4

    func validate() throws {
        guard frames > 0, rounds > 0 else { throw ValidationError("--frames and --rounds must be 1 or more.") }
        guard (1...ZoneIndex.limit).contains(zones) else {
            throw ValidationError("--zones is \(zones), but 1 to \(ZoneIndex.limit) was expected.")
        }
    }

    func run() throws {
        let golden = try GoldenFrame(document: document)
        let telemetry = golden.with(zones: zones)
        var best = Double.infinity
        for _ in 0..<rounds {
            best = min(best, try CodecCommand.measure(telemetry, golden.header, frames: frames))
        }
        let text = "\((best * 100).rounded() / 100)"
        print(
            "{\"zones\":\(zones),\"frames\":\(frames),\"nanosecondsPerFrame\":\(text),"
                + "\"framesPerSecond\":\(Int(1e9 / best))}")
    }

    /// One round, in ns per frame; throws when a frame was not what it had to be.
    private static func measure(_ first: FastTelemetry, _ header: FrameHeader, frames: Int) throws -> Double {
        var decoder = FrameDecoder()
        var number = header.frameNumber
        var line = first.frame(number: number, epoch: header.epoch, seed: GoldenFrame.session)
        let begin = ProcessorTime.now
        for _ in 0..<frames {
            var telemetry = try decode(line, with: &decoder)
            telemetry.sample &+= 1
            number &+= 1
            telemetry.time = telemetry.time + .microseconds(5000)
            line = telemetry.frame(number: number, epoch: header.epoch, seed: GoldenFrame.session)
        }
        let spent = ProcessorTime.now - begin
        guard try decode(line, with: &decoder).sample == first.sample &+ UInt32(truncatingIfNeeded: frames) else {
            throw ValidationError("A frame came back as another one.")
        }
        return spent * 1e9 / Double(frames)
    }

    @inline(__always)
    private static func decode(_ line: FrameBuffer, with decoder: inout FrameDecoder) throws -> FastTelemetry {
        var cursor = 0
        let outcome = line.withBytes { bytes in decoder.push(bytes.extracting(0..<line.count), from: &cursor) }
        guard outcome == .frame else { throw ValidationError("A frame came back as none.") }
        return try decoder.message(FastTelemetry.self, after: try decoder.header(seed: GoldenFrame.session))
    }
}
