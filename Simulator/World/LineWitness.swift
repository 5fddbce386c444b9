import Units
import Wire

/// Listens to what the host sends, for the judge: with the codec alone, and none of the device's own reasoning.
struct LineWitness: Sendable {
    private var decoder = FrameDecoder()
    private var seed = SessionSeed.frozen
    private let bootID: UInt64

    init(bootID: UInt64) { self.bootID = bootID }

    /// Takes bytes from `cursor` on until one completes something that matters for what may flow, and moves the cursor
    /// behind it; nil when all bytes were taken.
    mutating func take(_ bytes: Span<UInt8>, from cursor: inout Int) -> WitnessedFrame? {
        while cursor < bytes.count {
            switch decoder.push(bytes, from: &cursor) {
            case .nothing: break
            case .stopRun: return .stop
            case .frame: if let frame = read() { return frame }
            }
        }
        return nil
    }

    /// What a frame says, once its checksum proves that it says so; what says nothing here is not worth checking.
    private mutating func read() -> WitnessedFrame? {
        let opcode = decoder.withFrame { Opcode(rawValue: $0[0]) }
        guard opcode == .lease || opcode == .stop || opcode == .hello else { return nil }
        do {
            let header = try decoder.header(seed: seed)
            if header.opcode == .lease { return .lease(try decoder.message(Lease.self, after: header).sample) }
            if header.opcode == .stop { return .stop }
            guard header.opcode == .hello else { return nil }
            let hello = try decoder.message(Hello.self, after: header)
            guard hello.schemaHash == Protocol.schemaHash else { return nil }
            seed = SessionSeed(bootID: bootID, hostInstance: hello.hostInstance)
            return nil
        } catch {
            // A damaged frame permits nothing, and the device is the one to count it.
            return nil
        }
    }
}

/// What the judge must hear of the line.
enum WitnessedFrame: Equatable, Sendable {
    /// Output has to end.
    case stop
    /// Output may go on, for this sample's sake.
    case lease(UInt32)
}
