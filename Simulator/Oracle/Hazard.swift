import Units

/// Why output has to end, as it is in the world and not as anybody understood it.
public enum Hazard: Equatable, Sendable {
    /// A sensor's own temperature went above 43.0 °C.
    case overTemperature
    /// A STOP run or a framed stop reached the device.
    case stopArrived
    /// The line carried a BREAK.
    case lineBreak
    /// The host dropped DTR.
    case terminalNotReady
    /// The lease ended while output was on.
    case leaseOver
    /// The patient pressed the stop button.
    case patientButton
    /// A sensor broke.
    case sensorBroken
    /// An electrode lost the skin, or was bridged.
    case contactLost
    /// An output stage can no longer be switched off.
    case outputWelded

    /// The name in a report.
    var name: String {
        switch self {
        case .overTemperature: "overTemperature"
        case .stopArrived: "stopArrived"
        case .lineBreak: "lineBreak"
        case .terminalNotReady: "terminalNotReady"
        case .leaseOver: "leaseOver"
        case .patientButton: "patientButton"
        case .sensorBroken: "sensorBroken"
        case .contactLost: "contactLost"
        case .outputWelded: "outputWelded"
        }
    }

    /// How long output may go on after it began.
    ///
    /// What the device itself decides must end at once; what has to be measured or judged by the host has the whole
    /// chain's 20 ms; contact has the 250 ms of its hazard.
    var allowance: Duration {
        switch self {
        case .stopArrived, .lineBreak, .terminalNotReady, .leaseOver: .zero
        case .overTemperature, .patientButton, .sensorBroken, .outputWelded: .milliseconds(20)
        case .contactLost: .milliseconds(250)
        }
    }
}
