import Units
import Wire

/// Listens to what the host sends, for the judge: with the codec alone, and none of the device's own reasoning.
struct LineWitness: Sendable {
    private var decoder = FrameDecoder()
    private var seed = SessionSeed.frozen
    private let bootID: UInt64

    init(bootID: UInt64) { self.bootID = bootID }

    /// What one more byte completed, as far as it matters for what may flow.
    mutating func take(_ byte: UInt8) -> WitnessedFrame? {
        switch decoder.push(byte) {
        case .nothing: return nil
        case .stopRun: return .stop
        case .frame: return read()
        }
    }

    private mutating func read() -> WitnessedFrame? {
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
