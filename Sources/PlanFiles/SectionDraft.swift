import Treatment
import Units

/// A section of a plan file as it was written, which may be incomplete.
///
/// `lines` knows every key that was written, whether its value could be read or not: a key without a line is absent, a
/// key with a line and without a value has been reported already.
protocol SectionDraft {
    /// Where each key was written.
    var lines: [PlanField: Int] { get set }
    /// This draft, with what it does not write taken from `base`.
    func filled(from base: Self) -> Self
}

/// What one place of a file says about heating or stimulation.
enum Section<Draft: SectionDraft> {
    /// Nothing.
    case absent
    /// `none`: this kind of output is not wanted.
    case none
    /// Something that cannot be read and has been reported.
    case unreadable
    /// Values.
    case given(Draft)
}

extension SectionDraft {
    func choose<Value>(_ field: PlanField, _ own: Value?, _ base: Value?) -> Value? {
        lines[field] == nil ? base : own
    }
}

/// A `heating:` section.
struct HeatingDraft: SectionDraft {
    static let fields: [PlanField] = [.target, .warmUpTarget, .warmUpDuration, .rampLimit, .density]

    var lines: [PlanField: Int] = [:]
    var target: Temperature?
    var warmUpTarget: Temperature?
    var warmUpDuration: Duration?
    var rampLimit: TemperatureRate?
    var density: PowerDensity?

    func filled(from base: HeatingDraft) -> HeatingDraft {
        HeatingDraft(
            lines: lines.merging(base.lines) { own, _ in own },
            target: choose(.target, target, base.target),
            warmUpTarget: choose(.warmUpTarget, warmUpTarget, base.warmUpTarget),
            warmUpDuration: choose(.warmUpDuration, warmUpDuration, base.warmUpDuration),
            rampLimit: choose(.rampLimit, rampLimit, base.rampLimit),
            density: choose(.density, density, base.density)
        )
    }

    /// The values, or nil while one is missing.
    var heating: Heating? {
        guard let target, let warmUpTarget, let warmUpDuration, let rampLimit, let density else { return nil }
        return Heating(
            target: target, warmUpTarget: warmUpTarget, warmUpDuration: warmUpDuration, rampLimit: rampLimit,
            density: density
        )
    }
}

/// A `stimulation:` section.
struct StimulationDraft: SectionDraft {
    /// What must be written, there or at the top level.
    static let fields: [PlanField] = [.current, .rate, .width, .on, .off, .rampUp, .rampDown, .from, .until]
    /// What may be written.
    static let allowed = fields + [.intensity]

    var lines: [PlanField: Int] = [:]
    var current: Current?
    var rate: Frequency?
    var width: PulseWidth?
    var on: Duration?
    var off: Duration?
    var rampUp: Duration?
    var rampDown: Duration?
    var from: Duration?
    var until: Duration?
    var intensity: PerMille?

    func filled(from base: StimulationDraft) -> StimulationDraft {
        StimulationDraft(
            lines: lines.merging(base.lines) { own, _ in own },
            current: choose(.current, current, base.current),
            rate: choose(.rate, rate, base.rate),
            width: choose(.width, width, base.width),
            on: choose(.on, on, base.on),
            off: choose(.off, off, base.off),
            rampUp: choose(.rampUp, rampUp, base.rampUp),
            rampDown: choose(.rampDown, rampDown, base.rampDown),
            from: choose(.from, from, base.from),
            until: choose(.until, until, base.until),
            intensity: choose(.intensity, intensity, base.intensity)
        )
    }

    /// The values, or nil while one is missing, or was written and could not be read.
    var stimulation: Stimulation? {
        guard intensity != nil || lines[.intensity] == nil else { return nil }
        guard let current, let rate, let width, let on, let off, let rampUp, let rampDown, let from, let until else {
            return nil
        }
        return Stimulation(
            current: current, rate: rate, width: width, on: on, off: off, rampUp: rampUp, rampDown: rampDown,
            from: from, until: until, intensity: intensity
        )
    }
}
