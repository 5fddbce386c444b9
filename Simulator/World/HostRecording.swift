import Device
public import Units
public import Wire

/// What a host sent to a device, and when it arrived: enough to play the device's side of a treatment again, alone.
///
/// The device and the face are deterministic: played against the same device on the same face, the recording is as good as
/// the host.
public struct HostRecording: Sendable {
    private var chunks: [(at: Instant, bytes: [UInt8])] = []

    /// A recording of nothing.
    public init() {}

    mutating func add(_ bytes: [UInt8], at now: Instant) { chunks.append((now, bytes)) }

    /// Plays everything to `device`, and calls `changed` whenever it went into another state.
    ///
    /// What the device sends is encoded and thrown away.
    ///
    /// - Returns: the moment at which it ended.
    @discardableResult
    public func play(to device: inout SimulatedApplicator, changed: (DeviceState, Instant) -> Void) -> Instant {
        var state = device.applicator.state
        var now = Instant.zero
        for chunk in chunks {
            while true {
                let event = device.nextEvent
                guard event < chunk.at else { break }
                now = event
                device.advance(to: now)
                HostRecording.drain(&device)
                guard device.applicator.state != state else { continue }
                state = device.applicator.state
                changed(state, now)
            }
            now = chunk.at
            device.receive(chunk.bytes.span, at: now)
            HostRecording.drain(&device)
            guard device.applicator.state != state else { continue }
            state = device.applicator.state
            changed(state, now)
        }
        return now
    }

    private static func drain(_ device: inout SimulatedApplicator) {
        let count = device.pendingCount
        if count > 0 { device.sent(count) }
    }
}
