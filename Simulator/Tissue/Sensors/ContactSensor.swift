import Units

/// One thermistor between pad and skin: it follows the skin with a lag, and loses a little heat to the pad.
///
/// The loss is part of its calibration. What is not is the pressure: a contraction presses pad and skin together, and the
/// loss shrinks by the zone's contraction share of it: 2 to 10 % of it, up to 0.2 °C.
struct ContactSensor: Sendable {
    /// The temperature that it has itself, in °C, as its calibration would put it.
    private(set) var celsius: Double
    /// How far its reading lies off for ever, in °C.
    let offset: Double
    /// Whether it came off the skin: it then follows the pad above it, and slowly.
    var isDetached = false { didSet { decay = ContactSensor.decay(seconds: followingSeconds) } }
    private let seconds: Double
    private let noise: Double
    private let stepsPerDegree: Double
    private let stepMillikelvin: Int32
    /// What one tick leaves of the distance to where it goes.
    private var decay: Double

    init(traits: SensorTraits, celsius: Double, chance: inout RandomStream) {
        seconds = traits.seconds
        decay = ContactSensor.decay(seconds: traits.seconds)
        noise = traits.noise
        stepsPerDegree = 1 / traits.resolution
        stepMillikelvin = nearest(traits.resolution * 1000)
        self.celsius = celsius
        // Two standard deviations of the class; none lies outside it.
        let drawn = chance.nextNormal() * traits.accuracy / 2
        offset = min(max(drawn, -traits.accuracy), traits.accuracy)
    }

    /// Lets one tick pass over `skin`, whose contact is pressed by `press`, 0 for not at all.
    mutating func tick(skin: Double, room: Double, press: Double) {
        let share = isDetached ? 1 - ContactSensor.detachedLoss : 1 + ContactSensor.loss * press
        let aim = room + share * (skin - room)
        celsius = aim + (celsius - aim) * decay
    }

    /// Makes it `celsius` at once.
    mutating func hold(_ celsius: Double) { self.celsius = celsius }

    /// What its channel reads.
    mutating func read(chance: inout RandomStream) -> Temperature {
        let value = celsius + offset + noise * chance.nextNormal()
        return .milliCelsius(nearest(value * stepsPerDegree) * stepMillikelvin)
    }

    private var followingSeconds: Double { isDetached ? ContactSensor.detachedSeconds : seconds }

    private static func decay(seconds: Double) -> Double {
        exp2(-FaceTissue.tickSeconds / seconds * 1.442_695_040_888_963_4)
    }

    /// The share of the difference between skin and room that it loses to the pad.
    ///
    /// Source: project policy; a bead under a hydrogel pad of 1 mm.
    private static let loss = 0.1

    /// The same share for one that came off and hangs in the pad.
    ///
    /// Source: project policy, from field reports of sensors that went on reading near 34 °C above warm skin.
    private static let detachedLoss = 0.35

    /// How long it then takes to follow, in s.
    ///
    /// Source: project policy.
    private static let detachedSeconds = 20.0
}

/// What kind of sensors a zone's pad has.
public struct SensorTraits: Equatable, Sendable {
    /// How long a sensor takes to follow the skin, in s; 0.1 to 60.
    public var seconds = 3.0
    /// The noise of a reading, in °C r.m.s.
    public var noise = 0.015
    /// The step of a reading, in °C.
    public var resolution = 0.01
    /// The class: no sensor is off by more, in °C.
    ///
    /// Source: skin thermistors of the 400 series, ± 0.2 °C.
    public var accuracy = 0.2

    /// The sensors of the reference pad.
    public init() {}
}
