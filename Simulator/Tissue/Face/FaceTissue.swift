public import Units

/// The face under the applicator: what is really there, which neither device nor daemon ever sees.
///
/// Heat is computed in steps of 100 ms on the face's own clock; the power of a step is the mean of what flowed in it. What
/// is faster lives on ticks of 5 ms between the steps: sensors follow the skin of the last step, muscles contract pulse by
/// pulse. What is seen is as of the last tick, however somebody cuts the time.
///
/// Its limits: the zones do not warm each other, heat flows in depth only, and blood arrives with one temperature.
public struct FaceTissue: Sendable {
    /// Whose face it is.
    public let patient: Patient
    /// How many steps of heat have passed.
    public private(set) var steps: Int64 = 0
    private let zoneCount: Int
    private var zones: [ZoneTissue]
    private var chance: RandomStream
    private var clock = Duration.zero
    private var inTick = Duration.zero
    private var ticks = 0

    /// The time of one step.
    public static let step = Duration.milliseconds(100)
    static let stepSeconds = 0.1
    /// The time of one tick, of which `ticksPerStep` make a step.
    static let tick = Duration.milliseconds(5)
    static let tickSeconds = 0.005
    private static let ticksPerStep = 20

    /// The face of `patient` at rest, under the pads of the first `zoneCount` zones.
    ///
    /// `seed` determines the sensors' noise and how far each lies off.
    public init(
        patient: Patient, pads: PerZone<Pad>, sensors: PerZone<SensorTraits>, zoneCount: Int = ZoneIndex.limit,
        seed: UInt64
    ) {
        self.patient = patient
        self.zoneCount = min(max(zoneCount, 0), ZoneIndex.limit)
        var chance = RandomStream(seed: seed, purpose: FaceTissue.purpose)
        zones = ZoneSet(first: self.zoneCount).map { zone in
            ZoneTissue(
                pad: pads[zone], anatomy: patient.zones[zone], patient: patient, sensors: sensors[zone],
                chance: &chance)
        }
        self.chance = chance
    }

    /// Lets `span` pass, over which `powers` reached the electrodes.
    ///
    /// What is not in contact absorbs nothing.
    public mutating func advance(by span: Duration, powers: PerZone<Power>) {
        var left = span
        while left > .zero {
            let part = min(left, FaceTissue.tick - inTick)
            left = left - part
            clock += part
            inTick += part
            var walk = ZoneSet(first: zoneCount)
            while let zone = walk.next() { zones[zone.place].absorb(powers[zone], for: part) }
            guard inTick == FaceTissue.tick else { return }
            inTick = .zero
            endTick()
        }
    }

    private mutating func endTick() {
        ticks += 1
        let endsStep = ticks == FaceTissue.ticksPerStep
        if endsStep {
            ticks = 0
            steps += 1
        }
        for place in zones.indices {
            if endsStep { zones[place].step() }
            zones[place].tick(to: moment)
        }
    }

    private var moment: Instant { Instant.zero + clock }

    private static let purpose: UInt64 = 0x534B_494E
}

/// What is done to it. A zone beyond those that exist is nobody's: nothing happens.
extension FaceTissue {
    /// Sets how the electrodes of a zone lie on it.
    public mutating func setContact(_ contact: ContactState, in zone: ZoneIndex) {
        guard zone.place < zoneCount else { return }
        zones[zone.place].setContact(contact)
    }

    /// Makes the surface of a zone and its sensors `temperature` at once and holds them there; nil lets them go.
    public mutating func hold(_ temperature: Temperature?, in zone: ZoneIndex) {
        guard zone.place < zoneCount else { return }
        zones[zone.place].hold(temperature.map { Double($0.milliCelsius) / 1000 })
    }

    /// Lets a sensor come off the skin, or puts it back.
    public mutating func detach(_ isDetached: Bool, _ sensor: SensorPlace, in zone: ZoneIndex) {
        guard zone.place < zoneCount else { return }
        zones[zone.place].detach(isDetached, sensor)
    }

    /// Sends one balanced pulse of `current` in phases of `width` through a zone now, by a source of `volts` at most.
    public mutating func pulse(
        _ current: Current, width: PulseWidth, volts: Double, in zone: ZoneIndex
    ) -> StimulationPulse {
        guard zone.place < zoneCount else { return StimulationPulse(milliamps: 0, tissueMilliamps: 0, ohms: .infinity) }
        return zones[zone.place].pulse(
            milliamps: Double(current.microamps) / 1000, width: width, volts: volts, at: moment)
    }
}

/// What can be seen of it.
extension FaceTissue {
    /// Looks at one zone that exists.
    public func observe(_ zone: ZoneIndex) -> SkinObservation { zones[zone.place].observe() }

    /// Lets the sensors of a zone that exists read, each with its noise.
    public mutating func read(_ zone: ZoneIndex) -> SkinReading { zones[zone.place].read(chance: &chance) }

    /// The load in Ω that a sub-threshold current finds in a zone that exists; infinite without contact.
    public mutating func contactOhms(in zone: ZoneIndex) -> Double { zones[zone.place].contactOhms() }

    /// The share of the electrodes that touches the skin of a zone that exists, 0 to 1.
    public func touching(in zone: ZoneIndex) -> Double { zones[zone.place].touching }

    /// Whether RF can flow into a zone that exists at all.
    public func takesPower(in zone: ZoneIndex) -> Bool { zones[zone.place].takesPower }

    /// How strongly the muscle of a zone that exists contracts now, as a share of the average muscle's greatest force.
    public func force(in zone: ZoneIndex) -> Double { zones[zone.place].force }

    /// One column of a zone that exists: its surface and its cells in °C from the surface down, and each cell's layer.
    public func sight(
        of column: TissueColumn, in zone: ZoneIndex
    ) -> (surface: Double, cells: [Double], layers: [TissueLayer]) {
        zones[zone.place].sight(of: TissueColumn.allCases.firstIndex(of: column) ?? 0)
    }
}
