public import Units

/// Why a plan is refused.
public enum TreatmentError: Error, Equatable, Sendable {
    /// A value lies outside its range in `PrescriptionLimits`.
    case outOfRange(PlanField, Zone?, value: Amount, from: Amount, to: Amount, reason: String)
    /// A time is not a whole number of segments.
    case notOnGrid(PlanField, Zone?, value: Amount, step: Amount)
    /// The name is empty, too long, or has characters that do not print.
    case nameNotPrintable(String)
    /// The pseudonym is too short, too long, or has other characters than a pseudonym has.
    case patientNotAPseudonym(String)
    /// There are no zones, or more than an applicator can have.
    case zoneCount(Int)
    /// Two entries are about one zone.
    case duplicateZone(Zone)
    /// A zone is neither warmed nor stimulated.
    case nothingToDo(Zone)
    /// The warm-up would end above the temperature that is held.
    case warmUpAboveTarget(Zone, warmUp: Temperature, target: Temperature)
    /// One phase of a pulse carries more charge than allowed.
    case chargeTooHigh(Zone, charge: Charge, limit: Charge)
    /// Rise and fall of the amplitude do not fit into a contraction.
    case rampsOutlastContraction(Zone, rampUp: Duration, rampDown: Duration, on: Duration)
    /// Not one contraction fits between `from` and `until`.
    case noContraction(Zone, from: Duration, until: Duration, on: Duration)
    /// The last contraction would be cut off by `until`.
    case contractionCut(Zone, until: Duration, earlier: Duration, later: Duration)
    /// Contractions go on after the treatment's end.
    case outlastsTreatment(Zone, until: Duration, duration: Duration)
    /// A pulse starts before the one before it, of the first zone, is over and the guard time has passed.
    case pulsesOverlap(Zone, Zone, at: Duration)
    /// The last pulse, delayed into its zone's slot, would end after the treatment.
    case pulseOutlastsTreatment(Zone, at: Duration)
}

extension TreatmentError {
    /// The value that the refusal is about.
    public var field: PlanField {
        switch self {
        case .outOfRange(let field, _, _, _, _, _), .notOnGrid(let field, _, _, _): field
        case .nameNotPrintable: .name
        case .patientNotAPseudonym: .patient
        case .zoneCount: .zones
        case .duplicateZone, .nothingToDo: .zone
        case .warmUpAboveTarget: .warmUpTarget
        case .chargeTooHigh: .current
        case .rampsOutlastContraction: .on
        case .noContraction, .contractionCut, .outlastsTreatment, .pulseOutlastsTreatment: .until
        case .pulsesOverlap: .rate
        }
    }

    /// The zone that the refusal is about (of two, the later one), or nil when it is about the plan.
    public var zone: Zone? {
        switch self {
        case .outOfRange(_, let zone, _, _, _, _), .notOnGrid(_, let zone, _, _): zone
        case .nameNotPrintable, .patientNotAPseudonym, .zoneCount: nil
        case .duplicateZone(let zone), .nothingToDo(let zone), .warmUpAboveTarget(let zone, _, _),
            .chargeTooHigh(let zone, _, _), .rampsOutlastContraction(let zone, _, _, _),
            .noContraction(let zone, _, _, _), .contractionCut(let zone, _, _, _),
            .outlastsTreatment(let zone, _, _), .pulsesOverlap(_, let zone, _), .pulseOutlastsTreatment(let zone, _):
            zone
        }
    }

    /// What is wrong, without saying where: the value, what is allowed, and why or what to do.
    public var problem: String {
        switch self {
        case .outOfRange(_, _, let value, let lower, let upper, let reason):
            "value '\(value.text)' is out of range, allowed \(Amount.text(from: lower, to: upper)) (\(reason))"
        case .notOnGrid(_, _, let value, let step):
            "value '\(value.text)' is no multiple of \(step.text), the length of a segment"
        case .nameNotPrintable(let name):
            "value '\(String(name.unicodeScalars.filter(Plan.isPrintable)))' is no name, allowed 1 … "
                + "\(PrescriptionLimits.nameLength) printable characters"
        case .patientNotAPseudonym(let text):
            "value '\(String(text.unicodeScalars.prefix(60).filter(Plan.isPrintable)))' is no pseudonym, allowed "
                + "\(PatientID.lengths.lowerBound) … \(PatientID.lengths.upperBound) of A-Z, a-z, 0-9 and -, the first no "
                + "hyphen (never a name)"
        case .zoneCount(let count):
            "value has \(count) zones, allowed 1 … \(ZoneIndex.limit) (an applicator has no more)"
        case .duplicateZone(let zone):
            "value '\(zone.name)' appears twice, allowed once (put both sections under one entry)"
        case .nothingToDo(let zone):
            "value '\(zone.name)' has neither heating nor stimulation (leave the zone out)"
        case .warmUpAboveTarget(_, let warmUp, let target):
            "value '\(warmUp.amount.text)' is above the target, allowed up to \(target.amount.text)"
        case .chargeTooHigh(_, let charge, let limit):
            "value gives \(charge.amount.text) per phase, allowed up to \(limit.amount.text) (current × width)"
        case .rampsOutlastContraction(_, let rampUp, let rampDown, let on):
            "value '\(on.amount.text)' is shorter than rampUp and rampDown, allowed from "
                + "\((rampUp + rampDown).amount.text)"
        case .noContraction(_, let from, let until, let on):
            "value '\(until.amount.text)' leaves no time for one contraction, allowed from \((from + on).amount.text)"
        case .contractionCut(_, let until, let earlier, let later):
            "value '\(until.amount.text)' cuts the last contraction, nearest allowed \(earlier.amount.text) and "
                + later.amount.text
        case .outlastsTreatment(_, let until, let duration):
            "value '\(until.amount.text)' is after the treatment's end, allowed up to \(duration.amount.text)"
        case .pulsesOverlap(let first, let second, let at):
            "pulses of \(first.name) and \(second.name) come closer than \(TimeGrid.pulseGuard.microseconds) µs at "
                + "\(at.amount.text) (give both zones one rate and one rhythm)"
        case .pulseOutlastsTreatment(_, let at):
            "the last pulse, at \(at.amount.text), ends after the treatment (end the contractions earlier)"
        }
    }

    /// The whole refusal in one line: the value's place, what is wrong, what is allowed.
    public var message: String {
        let place = zone.map { $0.name + "." } ?? ""
        return "key '\(place)\(field.key)': \(problem)"
    }
}

extension TreatmentError: CustomStringConvertible {
    /// The message.
    public var description: String { message }
}
