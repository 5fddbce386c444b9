import Units

/// Why output has to end, as it is in the world and not as anybody understood it.
public enum Hazard: Equatable, Sendable {
    /// A sensor's own temperature went above 43.0 °C.
    case overTemperature
    /// A STOP run or a framed stop reached the device.
    case stopArrived
    /// Something that ends output reached a firmware that hangs: only the watchdog can end it.
    case stopUnheard
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
    /// A pad peeled so far that less than 70 % of what touched still does.
    case padPeeled
    /// An output stage can no longer be switched off.
    case outputWelded

    /// Whether the host has a part in ending output, so that its stalls prolong it.
    var needsHost: Bool {
        switch self {
        case .overTemperature, .sensorBroken, .contactLost, .padPeeled, .outputWelded: true
        case .stopArrived, .stopUnheard, .lineBreak, .terminalNotReady, .leaseOver, .patientButton: false
        }
    }

    /// The name in a report.
    var name: String {
        switch self {
        case .overTemperature: "overTemperature"
        case .stopArrived: "stopArrived"
        case .stopUnheard: "stopUnheard"
        case .lineBreak: "lineBreak"
        case .terminalNotReady: "terminalNotReady"
        case .leaseOver: "leaseOver"
        case .patientButton: "patientButton"
        case .sensorBroken: "sensorBroken"
        case .contactLost: "contactLost"
        case .padPeeled: "padPeeled"
        case .outputWelded: "outputWelded"
        }
    }

    /// How long output may go on after it began.
    ///
    /// What the device itself decides must end at once; what has to be measured or judged by the host has the whole
    /// chain's 20 ms; contact has the 250 ms of its hazard. A peel is a step of the impedance within a second, which takes
    /// that second to be told from a contraction. A welded stage has no due time: what nothing cuts, nobody can end, and
    /// what a shut-off cuts is judged by how long it gave more than it was told.
    var allowance: Duration {
        switch self {
        case .stopArrived, .lineBreak, .terminalNotReady, .leaseOver: .zero
        case .overTemperature, .patientButton, .sensorBroken: .milliseconds(20)
        case .stopUnheard: .milliseconds(100)
        case .contactLost: .milliseconds(250)
        case .padPeeled: .seconds(1)
        case .outputWelded: .seconds(86_400)
        }
    }
}
