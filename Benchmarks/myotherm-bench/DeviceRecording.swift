import Device
import Link
import Tissue
import Units
import Wire
import World

/// What a device sends in a session of so many seconds, and when, for a host of `hostInstance` to be played to.
struct DeviceRecording {
    static let hostInstance: UInt64 = 77

    /// What was sent at one moment.
    struct Chunk {
        let at: Instant
        let bytes: [UInt8]
    }

    private(set) var chunks: [Chunk] = []

    /// Says `Hello` to a device of its own seed, and listens.
    init(seed: UInt64, length: Duration) {
        let profile = DeviceProfile.reference
        var device = SimulatedApplicator(
            bootID: seed &+ 1, profile: profile, patient: Patient(seed: seed, at: profile.sites), seed: seed, at: .zero)
        var host = HostEndpoint(hostInstance: DeviceRecording.hostInstance)
        host.hello(at: .zero)
        let hello = host.out.withPending { bytes in bytes.indices.map { bytes[$0] } }
        device.receive(hello.span, at: .zero)
        var now = Instant.zero
        while now < .zero + length {
            let bytes = device.withPending { bytes in bytes.indices.map { bytes[$0] } }
            if !bytes.isEmpty {
                chunks.append(Chunk(at: now, bytes: bytes))
                device.sent(bytes.count)
            }
            now = max(now, device.nextEvent)
            device.advance(to: now)
        }
    }
}
