import Safety
import Treatment
import Units

/// Holds one zone's temperature by its RF power, once per segment (20 Hz).
///
/// An observer runs the compact thermal model beside the skin, under the power that was really asked for, and keeps one number
/// for all that the model does not know: how much more or less than expected this skin loses, now. Power is what the
/// model, so corrected, needs to follow the reference, and to close what is left of the distance. There is no
/// integral that could wind up: a power at either end of its range, whoever cut it, is what the observer is told.
///
/// The reference is the plan's, with two exceptions. Skin that rests warmer than the plan begins is met where it is, once, and
/// led to the warm-up's end in a straight line. And after an interruption the reference begins at what skin there is,
/// where that is below the plan, and rises no faster than the plan's ramp. It is never above what the doses leave.
struct TemperatureLoop: Equatable, Sendable {
    /// Where skin under a pad may rest, in °C; warmer skin was warmed.
    private static let rests = 32.0...36.0
    /// The period of the loop, and the step in which an interruption is gone through, in seconds.
    private static let (period, restStep) = (0.05, 0.5)
    /// The longest interruption that is gone through, in seconds: longer ones end a treatment.
    private static let longestRest = 600.0
    /// The share of a new slope of the reference that counts in each segment; targets are whole m°C.
    private static let slopeShare = 0.25
    /// How fast a reference may rise that is still held, in °C/s.
    private static let drift = 0.005

    /// What one segment has to go by.
    struct Aim {
        /// The plan's temperature.
        var planned: Temperature
        /// Above which nothing is followed, whatever the plan and the skin, where the doses leave less than the plan.
        var limit: Temperature?

        /// The limit in °C; above every plan where there is none.
        var most: Double { Double((limit ?? Limits.foldbackTemperature).milliCelsius) / 1000 }
        /// Where the warm-up ends.
        var warmUpTarget: Temperature
        /// How fast the reference may rise, in °C/s.
        var ramp: Double
    }

    private let settings: HeatingSettings
    private var model: ThermalModel
    /// What the skin loses less than the model expects, in mW/cm².
    private var unknown = 0.0
    private var (isFollowing, knowsRest) = (false, false)
    /// What is followed, in °C, and how fast it rises, in °C/s.
    private var (reference, slope) = (0.0, 0.0)
    /// How much warmer than the first target the skin was, in °C, and what that target was.
    private var (head, firstTarget) = (0.0, 0.0)
    /// The density that was asked for last, in mW/cm².
    private var density = 0.0
    /// For how long the reference has stood still, in s, and what was unknown of this skin when its hold had settled.
    private var (still, settled): (Double, Double?) = (0, nil)

    /// A loop that begins at zero, for skin of `traits`.
    init(_ traits: ThermalTraits = .nominal(at: .leftCheek), isMonopolar: Bool = false) {
        settings = .of(isMonopolar: isMonopolar)
        model = ThermalModel(traits, isMonopolar: isMonopolar)
    }

    /// RF was off for `span`: what comes next begins with what skin there is then, and vessels that have closed meanwhile.
    mutating func interrupt(for span: Duration = .zero) {
        var left = min(Double(span.milliseconds) / 1000, TemperatureLoop.longestRest)
        while knowsRest, left > 0 {
            let step = min(left, TemperatureLoop.restStep)
            model.pass(step, under: unknown)
            left -= step
        }
        isFollowing = false
        // That this skin loses less than expected is kept: forgotten, it would be warmed too much until it was learned again.
        unknown = max(unknown, 0)
        (density, slope) = (0, 0)
        (still, settled) = (0, nil)
    }

    /// The power for the next segment, 0 … `ceiling`; a nil aim switches RF off.
    ///
    /// - Parameter measured: the hotter sensor, its lag compensated.
    mutating func power(toward aim: Aim?, from measured: Temperature, area: Area, ceiling: Power) -> Power {
        guard let aim else {
            interrupt(for: TimeGrid.segment)
            return .zero
        }
        let skin = Double(measured.milliCelsius) / 1000
        isFollowing ? observe(skin) : begin(aim, on: skin)
        lead(aim)
        let squareCentimetres = max(Double(area.squareMillimetres) / 100, 0.01)
        let greatest = Double(ceiling.milliwatts) / squareCentimetres * fading(at: skin)
        // Skin that is behind, because it began colder or had too little power, catches up hardly faster than the plan rises.
        let rate = min(slope + settings.approach * (reference - model.skin), aim.ramp * settings.catchUp)
        density = min(max(model.density(forRate: rate) - unknown, 0), min(greatest, holdBound))
        return min(.milliwatts(Int32(density * squareCentimetres)), ceiling)
    }

    private mutating func begin(_ aim: Aim, on skin: Double) {
        isFollowing = true
        let planned = Double(aim.planned.milliCelsius) / 1000
        // Where skin rests is seen before the first power. Later it is warmer because it was warmed: the rest stays, and so does
        // the line that leads from it to the warm-up's end; what is above that is left to cool.
        if !knowsRest {
            model.rest = min(max(skin, TemperatureLoop.rests.lowerBound), TemperatureLoop.rests.upperBound)
            firstTarget = planned
            head = max(model.rest - planned, 0)
        }
        knowsRest = true
        model.skin = skin
        let origin = Double(HeatingReference.origin.milliCelsius) / 1000
        reference = min(max(skin, origin), planned + head, aim.most)
    }

    /// The model passes a segment under the power that was asked for, and is corrected by what is read.
    private mutating func observe(_ skin: Double) {
        model.pass(TemperatureLoop.period, under: density + unknown)
        let error = skin - model.skin
        model.skin += 2 * settings.belief * TemperatureLoop.period * error
        let learned = settings.belief * settings.belief * model.capacity * TemperatureLoop.period * error
        let least = max(settled.map { $0 - holdMargin } ?? -settings.unknown, -settings.unknown)
        unknown = min(max(unknown + learned, least), settings.unknown)
    }

    /// The most that holding takes, in mW/cm², once it has settled.
    ///
    /// Two sensors that come to read less than the skin has, both alike and with all their noise, look like skin that has begun to
    /// lose more. How much more it may lose is bounded, and so is how warm it can be made.
    private var holdBound: Double {
        guard let settled else { return .infinity }
        var held = model
        held.skin = reference
        return max(held.losing - settled, 0) + holdMargin
    }

    /// How much more than it needed a settled hold may come to need, in mW/cm².
    private var holdMargin: Double { min(settings.holdMargin, settings.holdWarmth * (model.loss + model.exchange)) }

    /// Goes on with the reference.
    private mutating func lead(_ aim: Aim) {
        let (planned, end) = (Double(aim.planned.milliCelsius) / 1000, Double(aim.warmUpTarget.milliCelsius) / 1000)
        let left = end > firstTarget ? min(max((end - planned) / (end - firstTarget), 0), 1) : 0
        let wanted = min(planned + head * left, aim.most)
        let next = min(wanted, reference + aim.ramp * TemperatureLoop.period)
        let change = (next - reference) / TemperatureLoop.period
        slope += (max(change, 0) - slope) * TemperatureLoop.slopeShare
        // A set-point that gives way, or comes back a little, goes on being held.
        still = slope > TemperatureLoop.drift ? 0 : still + TemperatureLoop.period
        if still == 0 { settled = nil }
        if settled == nil, still >= settings.settling { settled = unknown }
        reference = next
    }

    /// The share of the power that is left so near the foldback.
    private func fading(at skin: Double) -> Double {
        min(max((Double(Limits.foldbackTemperature.milliCelsius) / 1000 - skin) / settings.fade, 0), 1)
    }
}
