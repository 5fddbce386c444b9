import Device
import Units

/// The patient's hand at the stop button.
struct PatientHand: Sendable {
    /// Whether the patient presses the button when the device asks for a try.
    var isCooperative: Bool
    private var from = DeviceInstant.microseconds(Int64.max)
    private var until = DeviceInstant.microseconds(Int64.max)
    private var wasAsked = false

    init(isCooperative: Bool) { self.isCooperative = isCooperative }

    /// Sees the device's light, and answers it once: 300 ms later, for 100 ms.
    mutating func see(wantsButtonTest: Bool, at now: DeviceInstant) {
        if wantsButtonTest, !wasAsked, isCooperative { press(from: now + .milliseconds(300), for: .milliseconds(100)) }
        if !wantsButtonTest, now < from { from = .microseconds(Int64.max) }
        wasAsked = wantsButtonTest
    }

    /// Presses at `start` and lets go after `span`.
    mutating func press(from start: DeviceInstant, for span: Duration) {
        from = start
        until = start + span
    }

    /// When the button was pressed within the time after `last` up to `now`; nil when it was not.
    func press(after last: DeviceInstant, upTo now: DeviceInstant) -> DeviceInstant? {
        from <= now && until > last ? max(from, last) : nil
    }
}
