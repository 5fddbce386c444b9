import Units
public import Wire

/// Who the device says it is.
public struct ExaminedDevice: Sendable {
    /// Its answer to the first `Hello`.
    public internal(set) var answer: HelloAnswer
    /// Its own description; nil when it gave none.
    public internal(set) var device: DeviceDescription?
    /// The part that touches the patient; nil when it gave none.
    public internal(set) var applicator: ApplicatorDescription?
    /// The zones that it described, in ascending order.
    public internal(set) var zones: [ZoneDescription] = []

    init(answer: HelloAnswer) { self.answer = answer }
}

extension ExaminedDevice {
    /// The model's name; empty when it gave none.
    public var model: String { device?.model.text ?? "" }
    /// The serial number; empty when it gave none.
    public var serialNumber: String { device?.serialNumber.text ?? "" }
    /// The firmware's version, three numbers with dots; empty when it gave none.
    public var firmware: String {
        device.map { "\($0.firmware.major).\($0.firmware.minor).\($0.firmware.patch)" } ?? ""
    }
}

extension ShortText {
    /// The text up to its first zero.
    fileprivate var text: String {
        var units: [UInt8] = []
        for index in 0..<capacity where self[index] != 0 { units.append(self[index]) }
        return String(decoding: units, as: UTF8.self)
    }
}
