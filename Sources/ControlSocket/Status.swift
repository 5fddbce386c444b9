/// A titration that is under way.
public struct TitrationReport: Codable, Equatable, Sendable {
    /// The zone's name.
    public var zone: String
    /// How manieth presentation is shown, counted from 1; a blank counts like any other.
    public var number: Int64
    /// What is looked for: threshold or maximum.
    public var search: String

    /// Makes one of its fields.
    public init(zone: String, number: Int64, search: String) {
        self.zone = zone
        self.number = number
        self.search = search
    }
}

/// What `GetStatus` and `WatchStatus` reply.
public struct Status: Codable, Equatable, Sendable {
    /// The state's name.
    public var state: String
    /// The latched cause's name.
    public var firstCause: String?
    /// The latched cause with its values and words.
    public var firstFinding: CauseReport?
    /// Why it is paused, when an interlock paused it.
    public var pauseFinding: CauseReport?
    /// The alarm: none, low, medium or high.
    public var alarm: String
    /// The alarm conditions that are active, most urgent first.
    public var alarms: [AlarmReport]
    /// What an operator should know now, in a sentence.
    public var message: String?
    /// What somebody should know besides, one sentence each.
    public var notices: [String]
    /// How the last treatment ended.
    public var result: String?
    /// Where the program stands: warmUp, hold or finished.
    public var phase: String?
    /// The program's time so far, in ms; pauses do not count.
    public var elapsedMs: Int64
    /// The program's whole time, in ms.
    public var durationMs: Int64
    /// Whether the device measured that nothing flows.
    public var outputIsZero: Bool?
    /// The SHA-256 of the plan file that is loaded, in hex.
    public var planHash: String?
    /// Whom it was loaded for; nil for the unnamed account.
    public var patient: String?
    /// Who approved it; nil when nobody did, and it cannot be armed.
    public var approvedBy: String?
    /// The SHA-256 of approval and seal, in hex.
    public var approvalHash: String?
    /// The record of the treatment under way or just ended.
    public var recordId: Int64?
    /// The device on the line.
    public var device: DeviceReport?
    /// The serial line; null while there is none.
    public var line: LineReport?
    /// What the workstation grants.
    public var host: HostReport
    /// How punctual workstation and line have been since output began; before that, since the last arming began.
    public var timing: TimingReport
    /// The titration that is under way; nil without one.
    public var titration: TitrationReport?
    /// The zones, in the plan's order.
    public var zones: [ZoneReport]

    /// Makes one of its fields.
    public init(
        state: String, firstCause: String?, firstFinding: CauseReport?, pauseFinding: CauseReport?, alarm: String,
        alarms: [AlarmReport] = [], message: String?, notices: [String] = [], result: String?, phase: String?,
        elapsedMs: Int64,
        durationMs: Int64, outputIsZero: Bool?,
        planHash: String?, patient: String? = nil, approvedBy: String? = nil, approvalHash: String? = nil,
        recordId: Int64?, device: DeviceReport?, line: LineReport? = nil, host: HostReport, timing: TimingReport,
        titration: TitrationReport? = nil, zones: [ZoneReport]
    ) {
        self.patient = patient
        self.approvedBy = approvedBy
        self.approvalHash = approvalHash
        self.titration = titration
        self.state = state
        self.firstCause = firstCause
        self.firstFinding = firstFinding
        self.pauseFinding = pauseFinding
        self.alarm = alarm
        self.alarms = alarms
        self.message = message
        self.notices = notices
        self.result = result
        self.phase = phase
        self.elapsedMs = elapsedMs
        self.durationMs = durationMs
        self.outputIsZero = outputIsZero
        self.planHash = planHash
        self.recordId = recordId
        self.device = device
        self.line = line
        self.host = host
        self.timing = timing
        self.zones = zones
    }
}

extension Status {
    /// Every field is written, an absent one as null: a client that looks for `firstCause` finds it.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(state, forKey: .state)
        try container.encode(firstCause, forKey: .firstCause)
        try container.encode(firstFinding, forKey: .firstFinding)
        try container.encode(pauseFinding, forKey: .pauseFinding)
        try container.encode(alarm, forKey: .alarm)
        try container.encode(alarms, forKey: .alarms)
        try container.encode(message, forKey: .message)
        try container.encode(notices, forKey: .notices)
        try container.encode(result, forKey: .result)
        try container.encode(phase, forKey: .phase)
        try container.encode(elapsedMs, forKey: .elapsedMs)
        try container.encode(durationMs, forKey: .durationMs)
        try container.encode(outputIsZero, forKey: .outputIsZero)
        try container.encode(planHash, forKey: .planHash)
        try container.encode(patient, forKey: .patient)
        try container.encode(approvedBy, forKey: .approvedBy)
        try container.encode(approvalHash, forKey: .approvalHash)
        try container.encode(recordId, forKey: .recordId)
        try container.encode(device, forKey: .device)
        try container.encode(line, forKey: .line)
        try container.encode(host, forKey: .host)
        try container.encode(timing, forKey: .timing)
        try container.encode(titration, forKey: .titration)
        try container.encode(zones, forKey: .zones)
    }
}

/// A cause with the values that led to it and its words.
public struct CauseReport: Codable, Equatable, Sendable {
    /// The cause's name.
    public var cause: String
    /// The zone, when it concerns one.
    public var zone: String?
    /// The value found, in the unit of the interlock.
    public var value: Int64
    /// The limit that it was held against.
    public var limit: Int64
    /// What happened.
    public var sentence: String
    /// What to do.
    public var hint: String

    /// Makes one of its fields.
    public init(cause: String, zone: String?, value: Int64, limit: Int64, sentence: String, hint: String) {
        self.cause = cause
        self.zone = zone
        self.value = value
        self.limit = limit
        self.sentence = sentence
        self.hint = hint
    }
}

/// One alarm condition that is active.
public struct AlarmReport: Codable, Equatable, Sendable {
    /// The cause's name.
    public var cause: String
    /// How urgent it is: low, medium or high.
    public var priority: String
    /// Whether it is shown until a person has acknowledged it.
    public var latched: Bool
    /// Whether a person has acknowledged it.
    public var acknowledged: Bool
    /// What happened.
    public var sentence: String
    /// What to do.
    public var hint: String

    /// Makes one of its fields.
    public init(
        cause: String, priority: String, latched: Bool, acknowledged: Bool, sentence: String, hint: String
    ) {
        self.cause = cause
        self.priority = priority
        self.latched = latched
        self.acknowledged = acknowledged
        self.sentence = sentence
        self.hint = hint
    }
}

/// One zone of a status.
public struct ZoneReport: Codable, Equatable, Sendable {
    /// The zone's name.
    public var zone: String
    /// The hotter sensor's reading in m°C; nil when it cannot be believed.
    public var skinTemperatureMilliC: Int64?
    /// The temperature that the program asks for now, in m°C.
    public var targetMilliC: Int64?
    /// The RF power measured, in mW.
    public var rfMilliwatts: Int64
    /// The RF power asked for, in mW.
    public var rfCommandedMilliwatts: Int64
    /// The current of the last pulse, in µA; 0 between contractions.
    public var currentMicroamps: Int64
    /// The RF impedance, in mΩ.
    public var impedanceMilliohms: Int64
    /// The pulses in the program.
    public var pulsesPlanned: Int64
    /// The pulses that the device counted.
    public var pulsesDelivered: Int64
    /// The RF energy that the device counted, in mJ.
    public var energyMillijoules: Int64
    /// The greatest reading of a sensor, in m°C.
    public var peakMilliCelsius: Int64
    /// The skin's dose by this treatment, in thousandths of a CEM43 minute.
    public var cem43Milliminutes: Int64
    /// The estimated dose of the hottest layer below by this treatment, in thousandths of a CEM43 minute.
    public var deepMilliminutes: Int64
    /// The skin's dose of the day before it.
    public var carriedMilliminutes: Int64
    /// The deep dose of the day before it.
    public var carriedDeepMilliminutes: Int64
    /// How its titration ended: found, aboveCap and others; nil where there was none since the plan was loaded.
    public var titration: String?
    /// The current that moves the muscle visibly, in µA.
    public var thresholdMicroamps: Int64?
    /// The comfortable maximum, in µA.
    public var maximumMicroamps: Int64?
    /// The share of what lies between that is wanted now, in thousandths; nil where the plan's current is given.
    public var intensityPerMille: Int64?

    /// Makes one of its fields.
    public init(
        zone: String, skinTemperatureMilliC: Int64?, targetMilliC: Int64?, rfMilliwatts: Int64,
        rfCommandedMilliwatts: Int64, currentMicroamps: Int64, impedanceMilliohms: Int64, pulsesPlanned: Int64,
        pulsesDelivered: Int64, energyMillijoules: Int64, peakMilliCelsius: Int64, cem43Milliminutes: Int64,
        deepMilliminutes: Int64 = 0, carriedMilliminutes: Int64 = 0, carriedDeepMilliminutes: Int64 = 0,
        titration: String? = nil, thresholdMicroamps: Int64? = nil, maximumMicroamps: Int64? = nil,
        intensityPerMille: Int64? = nil
    ) {
        self.zone = zone
        self.titration = titration
        self.thresholdMicroamps = thresholdMicroamps
        self.maximumMicroamps = maximumMicroamps
        self.intensityPerMille = intensityPerMille
        self.skinTemperatureMilliC = skinTemperatureMilliC
        self.targetMilliC = targetMilliC
        self.rfMilliwatts = rfMilliwatts
        self.rfCommandedMilliwatts = rfCommandedMilliwatts
        self.currentMicroamps = currentMicroamps
        self.impedanceMilliohms = impedanceMilliohms
        self.pulsesPlanned = pulsesPlanned
        self.pulsesDelivered = pulsesDelivered
        self.energyMillijoules = energyMillijoules
        self.peakMilliCelsius = peakMilliCelsius
        self.cem43Milliminutes = cem43Milliminutes
        self.deepMilliminutes = deepMilliminutes
        self.carriedMilliminutes = carriedMilliminutes
        self.carriedDeepMilliminutes = carriedDeepMilliminutes
    }
}

/// The device on the line.
public struct DeviceReport: Codable, Equatable, Sendable {
    /// The model's name.
    public var model: String
    /// The serial number that the device itself gives.
    public var serialNumber: String
    /// The firmware's version.
    public var firmware: String
    /// The device's boot id, in hex.
    public var bootId: String
    /// Whether no patient can be connected.
    public var isSimulator: Bool
    /// The applicator's id.
    public var applicatorId: Int64
    /// How many treatments the applicator may still serve.
    public var usesLeft: Int64

    /// Makes one of its fields.
    public init(
        model: String, serialNumber: String, firmware: String, bootId: String, isSimulator: Bool, applicatorId: Int64,
        usesLeft: Int64
    ) {
        self.model = model
        self.serialNumber = serialNumber
        self.firmware = firmware
        self.bootId = bootId
        self.isSimulator = isSimulator
        self.applicatorId = applicatorId
        self.usesLeft = usesLeft
    }
}
