import Units

/// The tissue under one zone of the applicator: its three columns, its sensors, its muscle, and the electrodes on it.
struct ZoneTissue: Sendable {
    let pad: Pad
    private let anatomy: ZoneAnatomy
    private let shares: LayerShares
    private let room: Double
    private let squareCentimetres: Double
    private var stacks: [TissueStack]
    private var centre: ContactSensor
    private var edge: ContactSensor
    private var radio: RadioPath
    private var load: StimulationLoad
    private var muscle: Muscle
    private var contact: ContactState
    private var spread: ContactSpread
    private var conditions = RadioConditions()
    private var restingOhms = Double.infinity
    /// The magnitude of the RF impedance: kept, because working it out through a value of its owner copies the zone.
    private var impedance = Impedance.unbounded
    /// How far a whole contraction moves impedance and sensors: out of `anatomy`, which is large to ask every tick.
    private let contractionShare: Double
    /// What of the power flows through tissue and not through a bridge beside it.
    private var absorbedShare = 1.0
    private var held: Double?
    private var energy = Energy.zero
    private var steps: Int64 = 0

    init(pad: Pad, anatomy: ZoneAnatomy, patient: Patient, sensors: SensorTraits, chance: inout RandomStream) {
        self.pad = pad
        self.anatomy = anatomy
        shares = heatShares(split: pad.heatSplit, layers: anatomy.layers)
        room = patient.roomCelsius
        contractionShare = anatomy.contact.contractionShare
        squareCentimetres = max(Double(pad.radioFrequencyArea.squareMillimetres) / 100, 0.01)
        let stack = TissueStack(anatomy.layers, patient: patient)
        stacks = TissueColumn.allCases.map { _ in stack }
        centre = ContactSensor(traits: sensors, celsius: stack.surface, chance: &chance)
        edge = ContactSensor(traits: sensors, celsius: stack.surface, chance: &chance)
        radio = RadioPath(pad: pad, anatomy: anatomy)
        load = StimulationLoad(pad: pad, anatomy: anatomy)
        muscle = Muscle(anatomy.muscle)
        contact = ContactState()
        spread = ContactSpread(contact: anatomy.contact.fraction, edgeShare: pad.edgeShare)
        applyContact()
    }

    /// The share of the electrodes that touches the skin.
    var touching: Double { anatomy.contact.fraction * contact.fraction }

    /// Whether RF can flow at all: through skin, or through what bridges the electrodes.
    var takesPower: Bool {
        switch contact.path {
        case .sound: touching > 0
        case .bridged: true
        case .broken: false
        }
    }

    /// How far the muscle is contracted, 0 to about 1.
    var contraction: Double { muscle.contraction }

    /// The muscle's force, as a share of the average muscle's greatest.
    var force: Double { muscle.force }

    func sight(of column: Int) -> (surface: Double, cells: [Double], layers: [TissueLayer]) {
        (stacks[column].surface, stacks[column].cells, stacks[column].cellLayers)
    }

    mutating func setContact(_ contact: ContactState) {
        guard contact != self.contact else { return }
        self.contact = contact
        spread = ContactSpread(contact: touching, edgeShare: pad.edgeShare)
        applyContact()
    }

    mutating func hold(_ celsius: Double?) {
        guard celsius != held else { return }
        held = celsius
        applySurface()
        guard let celsius else { return }
        centre.hold(celsius)
        edge.hold(celsius)
    }

    mutating func detach(_ isDetached: Bool, _ sensor: SensorPlace) {
        switch sensor {
        case .centre: centre.isDetached = isDetached
        case .edge: edge.isDetached = isDetached
        }
    }

    /// Takes `power` for `span`, which lies within one tick.
    mutating func absorb(_ power: Power, for span: Duration) {
        if power > .zero { energy += power * span }
    }

    /// Ends a step of the tissue.
    mutating func step() {
        let watts = Double(energy.nanojoules) / 1e9 / FaceTissue.stepSeconds * absorbedShare
        let density = watts / squareCentimetres
        energy = .zero
        for index in stacks.indices { stacks[index].step(density: density * spread.densities[index], shares: shares) }
        steps += 1
        conditions.dryMinutes = Double(steps) * FaceTissue.stepSeconds / 60
        guard steps % 5 == 1 else { return }
        renewImpedance()
    }

    /// Ends a tick at `moment` for what is faster than a step: sensors and muscle.
    mutating func tick(to moment: Instant) {
        let before = muscle.contraction
        muscle.advance(to: moment)
        if muscle.contraction != before { noteImpedance() }
        guard held == nil else { return }
        let press = muscle.contraction * contractionShare
        centre.tick(skin: stacks[0].surface, room: room, press: press)
        edge.tick(skin: stacks[1].surface, room: room, press: press)
    }

    func observe() -> SkinObservation {
        SkinObservation(
            skin: Temperature(celsius: stacks[0].surface), centre: Temperature(celsius: centre.celsius),
            edge: Temperature(celsius: edge.celsius), impedance: impedance)
    }

    mutating func read(chance: inout RandomStream) -> SkinReading {
        SkinReading(
            centre: centre.read(chance: &chance), edge: edge.read(chance: &chance), impedance: impedance,
            hotterSensor: Temperature(celsius: max(centre.celsius, edge.celsius)))
    }

    private mutating func noteImpedance() {
        impedance = Impedance(ohms: restingOhms * (1 + contractionShare * muscle.contraction) * contact.dryness)
    }

    /// Sends a pulse that comes within the tick after the last one.
    mutating func pulse(milliamps: Double, width: PulseWidth, volts: Double, at moment: Instant) -> StimulationPulse {
        load.touch(contact: touching, contraction: muscle.contraction)
        let pulse = load.pulse(milliamps: milliamps, width: width, volts: volts / contact.dryness)
        muscle.pulse(at: moment, milliamps: pulse.tissueMilliamps, width: width)
        return StimulationPulse(
            milliamps: pulse.milliamps, tissueMilliamps: pulse.tissueMilliamps, ohms: pulse.ohms * contact.dryness)
    }

    mutating func contactOhms() -> Double {
        load.touch(contact: touching, contraction: muscle.contraction)
        return load.contactOhms * contact.dryness
    }

    private mutating func applyContact() {
        radio.electrodes = contact.path
        load.electrodes = contact.path
        conditions.contact = touching
        applySurface()
        renewImpedance()
    }

    private mutating func applySurface() {
        for index in stacks.indices { stacks[index].setSurface(cover: spread.covers[index], held: held) }
    }

    private mutating func renewImpedance() {
        conditions.skinCelsius = stacks[0].mean(of: 0)
        conditions.fatCelsius = stacks[0].mean(of: 1)
        conditions.muscleCelsius = stacks[0].mean(of: 2)
        restingOhms = radio.impedance(conditions).magnitude
        noteImpedance()
        guard case .bridged(let ohms) = contact.path else {
            absorbedShare = 1
            return
        }
        radio.electrodes = .sound
        absorbedShare = ohms / (ohms + radio.impedance(conditions).magnitude)
        radio.electrodes = contact.path
    }
}

/// How the electrodes of a zone are at the moment, beside the quality of contact that the person began with.
public struct ContactState: Equatable, Sendable {
    /// The share of what touched at the beginning that still does, 0 to 1.
    public var fraction = 1.0
    /// Whether they lead to the skin, and only there.
    public var path = ElectrodePath.sound
    /// How many times what it was the gel's drying has made impedance and load, beside the slow drying of every gel; 1 or
    /// more.
    public var dryness = 1.0

    /// Electrodes as they were at the beginning.
    public init() {}
}
