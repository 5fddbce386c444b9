/// A number of a proposal with the way to it.
public struct ExplainedNumber: Equatable, Sendable {
    /// One step of the way.
    public struct Movement: Equatable, Sendable {
        /// What moved it.
        public let cause: String
        /// By how much, in the number's unit.
        public let by: Amount
        /// The same in base units of the number.
        public let raw: Int64
        /// Where that comes from.
        public let source: String
    }

    /// The number.
    public let field: PlanField
    /// The zone that it is for; nil where all zones share it.
    public let zone: Zone?
    /// The zone whose findings decided, where all zones share the number; else nil.
    public let decidedBy: Zone?
    /// Where it starts.
    public let standard: Amount
    /// What moved it from there, in order; all movements and the standard add up to the value.
    public private(set) var movements: [Movement] = []
    /// The least that it could have become.
    public let least: Amount
    /// The greatest that it could have become.
    public let greatest: Amount
    /// The standard in base units.
    public let standardRaw: Int64
    /// The value in base units.
    public private(set) var raw: Int64

    private let bounds: ClosedRange<Int64>
    private let amount: @Sendable (Int64) -> Amount

    /// What it became.
    public var value: Amount { amount(raw) }

    init(_ range: ProposalRange, in zone: Zone?, decidedBy: Zone? = nil) {
        field = range.field
        self.zone = zone
        self.decidedBy = decidedBy
        standardRaw = range.standard
        raw = range.standard
        bounds = range.bounds
        amount = range.amount
        standard = range.amount(range.standard)
        least = range.amount(range.bounds.lowerBound)
        greatest = range.amount(range.bounds.upperBound)
    }

    /// The same number, shared by all zones, because of the findings in its own.
    func shared() -> ExplainedNumber { renamed(zone: nil, decidedBy: zone) }

    private func renamed(zone: Zone?, decidedBy: Zone?) -> ExplainedNumber {
        let range = ProposalRange(field, standard: standardRaw, bounds: bounds, amount: amount)
        var other = ExplainedNumber(range, in: zone, decidedBy: decidedBy)
        other.movements = movements
        other.raw = raw
        return other
    }

    /// Moves the number by `step` base units; nothing is noted for 0.
    mutating func move(by step: Int64, _ cause: String, _ source: String) {
        guard step != 0 else { return }
        raw += step
        movements.append(Movement(cause: cause, by: amount(step), raw: step, source: source))
    }

    /// Moves the number to the nearer bound where it lies outside.
    mutating func bound() {
        let bounded = min(max(raw, bounds.lowerBound), bounds.upperBound)
        move(by: bounded - raw, "bound", "a proposal stays between \(least.text) and \(greatest.text)")
    }

    /// Whether both say the same.
    public static func == (left: ExplainedNumber, right: ExplainedNumber) -> Bool {
        left.field == right.field && left.zone == right.zone && left.decidedBy == right.decidedBy
            && left.standard == right.standard && left.movements == right.movements && left.value == right.value
            && left.least == right.least && left.greatest == right.greatest
    }
}
