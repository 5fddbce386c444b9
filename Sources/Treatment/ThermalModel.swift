import Units

/// The daemon's own model of one square centimetre of warmed skin: few states, few numbers, and no likeness to any simulator.
///
/// Four states: the skin, the share of its vessels that have opened, how much warmer than the skin the layer below it
/// is, and what a sensor on it reads. With the density q in mW/cm² and temperatures in °C:
///
///     C · dT/dt = q + d − L · (T − rest) − W · b · (T − 37)      skin; d is what the model does not know
///     90 s · db/dt = open(T) − b                                 vessels, 0 at rest to 1 at 42 °C
///     lag · dE/dt = k · q − E                                    the layer below is E above the skin
///     τ · dS/dt = T − S                                          sensor
///
/// Warm blood brings heat to skin below 37 °C and takes it from warmer skin. C, L, W and k are linear in the thickness of
/// skin and fat; their numbers are `ThermalModel.fit`, found by `myotherm-campaign thermal`. It is what a set-point is expected to
/// take, and the middle of people; what must not be exceeded is `DeepEstimate`'s and the limits' business.
public struct ThermalModel: Equatable, Sendable {
    /// The skin where nothing is known of it, in °C.
    public static let usualRest = 34.5
    /// What the blood brings with it, in °C.
    public static let blood = 37.0
    /// How fast vessels open, in s; and from where to where, in °C.
    ///
    /// Source: laser Doppler on the face at 42 °C (first peak within minutes).
    public static let (opening, closedBelow, openAbove) = (90.0, 35.0, 42.0)

    /// What skin loses at least, in mW/cm² for each °C: a fit may come out below zero where fat is heated, skin may not.
    static let leastLoss = 0.5

    /// mJ/cm² for each °C.
    public let capacity: Double
    /// mW/cm² for each °C above rest.
    public let loss: Double
    /// mW/cm² for each °C above the blood's temperature, once all vessels are open.
    public let exchange: Double
    /// °C of the layer below for each mW/cm² that is held.
    public let excessPerDensity: Double
    /// How fast that comes, in s.
    public let lag: Double

    /// The skin without power, in °C.
    public var rest: Double
    /// The skin, in °C.
    public var skin: Double
    /// How far the vessels are open, 0 to 1.
    public private(set) var flow = 0.0
    /// How much warmer than the skin the layer below is, in °C.
    public private(set) var excess = 0.0

    /// Skin of `traits` that rests at `rest` °C.
    public init(_ traits: ThermalTraits, isMonopolar: Bool = false, rest: Double = ThermalModel.usualRest) {
        let fit = isMonopolar ? ThermalFit.monopolar : ThermalFit.bipolar
        let (skin, fat) = (Double(traits.skinMicrometres) / 1000, Double(traits.fatMicrometres) / 1000)
        capacity = fit.capacity.value(skin, fat)
        loss = max(fit.loss.value(skin, fat), ThermalModel.leastLoss)
        exchange = fit.exchange
        excessPerDensity = fit.excess.value(skin, fat)
        lag = fit.lag
        self.rest = rest
        self.skin = rest
    }

    /// What the skin loses now, in mW/cm².
    public var losing: Double { loss * (skin - rest) + exchange * flow * (skin - ThermalModel.blood) }

    /// The density in mW/cm², below zero where it would have to be cooled, that changes the skin by `rate` °C/s.
    public func density(forRate rate: Double) -> Double { capacity * rate + losing }

    /// Lets `seconds` pass, much less than the skin's own time constant of about 100, under `density` in mW/cm².
    public mutating func pass(_ seconds: Double, under density: Double) {
        let change = (density - losing) / capacity
        flow += (ThermalModel.opening(at: skin) - flow) * seconds / ThermalModel.opening
        excess += (excessPerDensity * density - excess) * seconds / lag
        skin += change * seconds
    }

    /// How far vessels open in the long run on skin of `celsius`, 0 to 1.
    public static func opening(at celsius: Double) -> Double {
        min(max((celsius - closedBelow) / (openAbove - closedBelow), 0), 1)
    }
}

/// The numbers of the model, as `myotherm-campaign thermal` finds them.
struct ThermalFit: Equatable, Sendable {
    /// A value for skin and fat of so many mm.
    struct Line: Equatable, Sendable {
        let base: Double
        let perSkin: Double
        let perFat: Double

        func value(_ skin: Double, _ fat: Double) -> Double { base + perSkin * skin + perFat * fat }
    }

    let capacity: Line
    let loss: Line
    let exchange: Double
    let excess: Line
    let lag: Double

    /// `myotherm-campaign thermal --seeds 0..99`.
    static let bipolar = ThermalFit(
        capacity: Line(base: 260, perSkin: 354, perFat: 91.2), loss: Line(base: 4.69, perSkin: 2.65, perFat: 0.09),
        exchange: 3.13, excess: Line(base: 0.0002, perSkin: 0.00365, perFat: 0.00062), lag: 60)
    /// `myotherm-campaign thermal --profile monopolar --seeds 0..99`: power that heats fat is explained by the skin only poorly.
    static let monopolar = ThermalFit(
        capacity: Line(base: 10.3, perSkin: 780, perFat: 281), loss: Line(base: -1.97, perSkin: 2.28, perFat: -0.08),
        exchange: 29.3, excess: Line(base: 0.00666, perSkin: 0.00829, perFat: 0.00306), lag: 60)
}
