import Link
import Units
import Wire

let aZone: ZoneIndex = {
    var zones = ZoneSet(first: 1)
    guard let zone = zones.next() else { preconditionFailure("A set of one has a member.") }
    return zone
}()

/// A segment that is told from others by its start.
func segment(_ number: Int64) -> HostCommand {
    .segment(
        Segment(
            zone: aZone, isFinal: false, start: .microseconds(number), trainOffset: .zero, rate: .hertz(50),
            width: .microseconds(200), ramp: CurrentRamp(from: .zero, to: .milliamps(10)), power: .milliwatts(100)))
}

/// An envelope that is told from others by its number of pulses.
func envelope(_ number: UInt32) -> HostCommand {
    .envelope(
        Envelope(
            zone: aZone, current: .milliamps(10), width: .microseconds(200), rate: .hertz(50),
            power: .milliwatts(100), sensorTemperature: .celsius(42), pulses: number, chargeMicrocoulombs: 1,
            energyMillijoules: 1, durationMilliseconds: 1))
}

extension HostCommand {
    /// What tells one envelope from another; nil for other commands.
    var pulses: UInt32? {
        guard case .envelope(let envelope) = self else { return nil }
        return envelope.pulses
    }
}

let start = HostCommand.start(Start(program: .none))
let arm = HostCommand.arm(Arm(program: .none, approval: .none, envelopeHash: 0, zones: .all))
let resume = HostCommand.resume(Resume(program: .none))
let pause = HostCommand.pause(Pause())
let disarm = HostCommand.disarm(Disarm())
