public import Units

/// A value of a plan together with its kind, so that a message can print it in the unit that plan files use.
public enum Amount: Equatable, Sendable {
    /// Printed in °C.
    case temperature(Temperature)
    /// Printed in °C/min.
    case temperatureRate(TemperatureRate)
    /// Printed in mW/cm².
    case powerDensity(PowerDensity)
    /// Printed in mA.
    case current(Current)
    /// Printed in Hz.
    case frequency(Frequency)
    /// Printed in µs.
    case pulseWidth(PulseWidth)
    /// Printed in min when it is a whole number of them, else in s.
    case duration(Duration)
    /// Printed in µC.
    case charge(Charge)
    /// Printed in mm.
    case length(Length)
    /// Printed in %.
    case share(PerMille)

    /// The unit that `text` ends with.
    public var unit: String {
        switch self {
        case .temperature: "°C"
        case .temperatureRate: "°C/min"
        case .powerDensity: "mW/cm²"
        case .current: "mA"
        case .frequency: "Hz"
        case .pulseWidth: "µs"
        case .duration(let value): Amount.isWholeMinutes(value) ? "min" : "s"
        case .charge: "µC"
        case .length: "mm"
        case .share: "%"
        }
    }

    /// The number in that unit, exact and without trailing zeros.
    public var number: String {
        switch self {
        case .temperature(let value): Amount.decimal(Int64(value.milliCelsius), places: 3)
        case .temperatureRate(let value): Amount.decimal(Int64(value.milliCelsiusPerMinute), places: 3)
        case .powerDensity(let value): Amount.decimal(Int64(value.milliwattsPerSquareCentimetre), places: 0)
        case .current(let value): Amount.decimal(Int64(value.microamps), places: 3)
        case .frequency(let value): Amount.decimal(Int64(value.millihertz), places: 3)
        case .pulseWidth(let value): Amount.decimal(Int64(value.microseconds), places: 0)
        case .duration(let value):
            Amount.isWholeMinutes(value)
                ? Amount.decimal(value.nanoseconds / 60_000_000_000, places: 0)
                : Amount.decimal(value.nanoseconds, places: 9)
        case .charge(let value): Amount.decimal(value.picocoulombs, places: 6)
        case .length(let value): Amount.decimal(Int64(value.micrometres), places: 3)
        case .share(let value): Amount.decimal(Int64(value.rawValue), places: 1)
        }
    }

    /// The value as a plan file would write it, such as `41.5 °C`.
    public var text: String { number + " " + unit }

    /// Both ends of a range, the unit only once where it is the same: `1 … 120 Hz`, `10 s … 30 min`.
    public static func text(from lower: Amount, to upper: Amount) -> String {
        lower.unit == upper.unit ? lower.number + " … " + upper.text : lower.text + " … " + upper.text
    }

    /// `value` divided by 10 to the power of `places`, in decimal digits.
    static func decimal(_ value: Int64, places: Int) -> String {
        let digits = String(value.magnitude)
        let padded = String(repeating: "0", count: max(0, places + 1 - digits.count)) + digits
        let whole = padded.dropLast(places)
        var fraction = padded.suffix(places)
        while fraction.last == "0" { fraction.removeLast() }
        return (value < 0 ? "-" : "") + whole + (fraction.isEmpty ? "" : "." + fraction)
    }

    private static func isWholeMinutes(_ value: Duration) -> Bool {
        value != .zero && value.nanoseconds % 60_000_000_000 == 0
    }
}

/// A quantity that a plan file can hold.
public protocol PlanQuantity: Quantity {
    /// The value with its kind, for messages.
    var amount: Amount { get }
}

extension Temperature: PlanQuantity {
    /// The value with its kind, for messages.
    public var amount: Amount { .temperature(self) }
}

extension TemperatureRate: PlanQuantity {
    /// The value with its kind, for messages.
    public var amount: Amount { .temperatureRate(self) }
}

extension PowerDensity: PlanQuantity {
    /// The value with its kind, for messages.
    public var amount: Amount { .powerDensity(self) }
}

extension Current: PlanQuantity {
    /// The value with its kind, for messages.
    public var amount: Amount { .current(self) }
}

extension Frequency: PlanQuantity {
    /// The value with its kind, for messages.
    public var amount: Amount { .frequency(self) }
}

extension PulseWidth: PlanQuantity {
    /// The value with its kind, for messages.
    public var amount: Amount { .pulseWidth(self) }
}

extension Duration: PlanQuantity {
    /// The value with its kind, for messages.
    public var amount: Amount { .duration(self) }
}

extension Charge: PlanQuantity {
    /// The value with its kind, for messages.
    public var amount: Amount { .charge(self) }
}

extension Length: PlanQuantity {
    /// The value with its kind, for messages.
    public var amount: Amount { .length(self) }
}

extension PerMille: PlanQuantity {
    /// The value with its kind, for messages.
    public var amount: Amount { .share(self) }
}
