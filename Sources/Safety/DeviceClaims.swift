public import Treatment
public import Units

/// What a device says about itself, as far as it decides whether it may treat.
public struct DeviceClaims: Equatable, Sendable {
    /// How many elements can each cut all output alone.
    public var shutOffCount: Int
    /// Whether RF returns through an electrode elsewhere on the body.
    public var isMonopolar: Bool
    /// Whether that electrode is split, so that its detachment can be seen.
    public var returnIsSplit: Bool
    /// The greatest RF density after any single fault.
    public var singleFaultDensity: PowerDensity
    /// The day on which the next calibration is due, counted from 1970-01-01.
    public var calibrationDueDay: Int
    /// Whether an applicator is plugged in.
    public var hasApplicator: Bool
    /// How many treatments the applicator may still serve.
    public var usesLeft: Int
    /// The applicator's last day of use, counted from 1970-01-01.
    public var expiryDay: Int

    /// Claims.
    public init(
        shutOffCount: Int, isMonopolar: Bool, returnIsSplit: Bool, singleFaultDensity: PowerDensity,
        calibrationDueDay: Int, hasApplicator: Bool, usesLeft: Int, expiryDay: Int
    ) {
        self.shutOffCount = shutOffCount
        self.isMonopolar = isMonopolar
        self.returnIsSplit = returnIsSplit
        self.singleFaultDensity = singleFaultDensity
        self.calibrationDueDay = calibrationDueDay
        self.hasApplicator = hasApplicator
        self.usesLeft = usesLeft
        self.expiryDay = expiryDay
    }

    /// The first reason not to treat with this device on day `today`; nil when there is none.
    public func refusal(today: Int) -> DeviceRefusal? {
        if shutOffCount < 2 { return .tooFewShutOffs }
        if isMonopolar, !returnIsSplit { return .returnElectrodeNotSplit }
        if singleFaultDensity > Limits.singleFaultDensity { return .singleFaultDensity }
        if calibrationDueDay < today { return .calibrationOverdue }
        if !hasApplicator { return .noApplicator }
        if usesLeft < 1 { return .applicatorUsedUp }
        if expiryDay < today { return .applicatorExpired }
        return nil
    }
}

/// What one zone's hard limits are, as the device declares them.
public struct ZoneClaims: Equatable, Sendable {
    /// Where on the face the zone is; nil for a code without a name, which has the general limits.
    public var site: Zone?
    /// The current that the device never exceeds.
    public var current: Current
    /// The phase width that it never exceeds.
    public var width: PulseWidth
    /// The rate that it never exceeds.
    public var rate: Frequency
    /// The sensor temperature at which it stops by itself.
    public var temperature: Temperature
    /// The mean RF power that it never exceeds.
    public var power: Power
    /// The charge of one phase that it never exceeds.
    public var phaseCharge: Charge
    /// The area that RF heats.
    public var radioFrequencyArea: Area
    /// The area of the smaller stimulation electrode.
    public var stimulationArea: Area
    /// The time constant with which a sensor follows the skin.
    public var sensorTimeConstant: Duration

    /// Claims.
    public init(
        site: Zone?, current: Current, width: PulseWidth, rate: Frequency, temperature: Temperature, power: Power,
        phaseCharge: Charge, radioFrequencyArea: Area, stimulationArea: Area, sensorTimeConstant: Duration
    ) {
        self.site = site
        self.current = current
        self.width = width
        self.rate = rate
        self.temperature = temperature
        self.power = power
        self.phaseCharge = phaseCharge
        self.radioFrequencyArea = radioFrequencyArea
        self.stimulationArea = stimulationArea
        self.sensorTimeConstant = sensorTimeConstant
    }

    /// The first limit that lies further out than a device may have it; nil when there is none.
    public var refusal: DeviceRefusal? {
        let margin = Int64(Limits.deviceMargin.rawValue)
        if radioFrequencyArea <= .zero || stimulationArea <= .zero { return .areaMissing }
        if sensorTimeConstant <= .zero { return .sensorTimeConstantMissing }
        if sensorTimeConstant > Limits.sensorTimeConstant { return .sensorTooSlow }
        if temperature > Limits.deviceTemperature { return .temperatureLimit }
        if current > Limits.current(in: site).scaled(perMille: Limits.deviceMargin) { return .currentLimit }
        if Int64(width.microseconds) * 1000 > Int64(Limits.pulseWidth.microseconds) * margin { return .widthLimit }
        if Int64(rate.millihertz) * 1000 > Int64(Limits.rate.millihertz) * margin { return .rateLimit }
        if phaseCharge.picocoulombs > Limits.phaseCharge.picocoulombs * margin / 1000 { return .chargeLimit }
        let allowed = (radioFrequencyArea * Limits.powerDensity).milliwatts
        if Int64(power.milliwatts) > Int64(allowed) * margin / 1000 + 1 { return .powerLimit }
        return nil
    }
}

/// Why a device may not treat.
public enum DeviceRefusal: UInt8, Equatable, Sendable, BitwiseCopyable {
    case tooFewShutOffs
    case returnElectrodeNotSplit
    case singleFaultDensity
    case calibrationOverdue
    case noApplicator
    case applicatorUsedUp
    case applicatorExpired
    case areaMissing
    case sensorTooSlow
    case temperatureLimit
    case currentLimit
    case chargeLimit
    case powerLimit
    case otherSchema
    case selfTestFailed
    case sensorTimeConstantMissing
    case firstShutOffStuck
    case secondShutOffStuck
    case widthLimit
    case rateLimit
    case lineTooSlow

    /// What is wrong, in a plain sentence that says what was expected.
    public var sentence: StaticString {
        switch self {
        case .tooFewShutOffs: "The device has fewer than two independent shut-off elements."
        case .returnElectrodeNotSplit: "The return electrode is not split, so that its detachment cannot be seen."
        case .singleFaultDensity: "The RF generator can exceed 0.30 W/cm² after a single fault."
        case .calibrationOverdue: "The device's calibration is overdue; have it calibrated."
        case .noApplicator: "No applicator is plugged in."
        case .applicatorUsedUp: "The applicator is used up; take a new one."
        case .applicatorExpired: "The applicator is past its last day of use; take a new one."
        case .areaMissing: "A zone declares no area for its pads."
        case .sensorTooSlow: "A temperature sensor is slower than 8 s."
        case .sensorTimeConstantMissing:
            "A temperature sensor declares no time constant, so that its lag cannot be made up for."
        case .temperatureLimit: "A zone's own temperature limit is above 43.3 °C."
        case .currentLimit: "A zone's own current limit is above 63 mA, or above 42 mA under the chin."
        case .widthLimit: "A zone's own limit of the phase width is above 420 µs."
        case .rateLimit: "A zone's own limit of the pulse rate is above 126 Hz."
        case .chargeLimit: "A zone's own limit of charge per phase is above 12.6 µC."
        case .powerLimit: "A zone's own RF limit is above 0.1575 W/cm²."
        case .otherSchema: "The device speaks another version of the protocol."
        case .firstShutOffStuck: "The first shut-off element does not cut the output; have the device serviced."
        case .secondShutOffStuck: "The second shut-off element does not cut the output; have the device serviced."
        case .selfTestFailed: "The device's self-test failed; do not use it."
        case .lineTooSlow:
            "The line carries less than 460,800 baud, too little for telemetry: raise --baud here and on the device."
        }
    }
}
