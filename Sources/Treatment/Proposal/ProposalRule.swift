import Units

/// One row of the table by which findings move the numbers of a proposal.
public struct ProposalRule: Sendable {
    /// The number that is moved.
    public let field: PlanField
    /// The finding that moves it.
    public let finding: ProposalFinding
    /// By how much one unit of the finding moves it, in base units of the number.
    public let amount: Int64
    /// What one unit of the finding is, in levels: 1000 for a thickness in mm.
    public let unit: Int64
    /// The least and the greatest movement by this finding.
    public let bounds: ClosedRange<Int64>
    /// Where the row comes from.
    public let source: String

    init<Value: PlanQuantity>(
        _ type: Value.Type, _ field: PlanField, _ finding: ProposalFinding, _ amount: Value, each unit: Int64 = 1,
        within bounds: ClosedRange<Value>, _ source: String
    ) {
        self.field = field
        self.finding = finding
        self.amount = Int64(amount.rawValue)
        self.unit = unit
        self.bounds = Int64(bounds.lowerBound.rawValue)...Int64(bounds.upperBound.rawValue)
        self.source = source
    }

    /// By how much a finding of `level` moves the number, rounded towards zero.
    func movement(at level: Int64) -> Int64 {
        min(max(amount * level / unit, bounds.lowerBound), bounds.upperBound)
    }
}

/// Where a number of a proposal starts, and between what it stays whatever is found.
///
/// The bounds lie within `PrescriptionLimits`: a proposal is milder than what may be prescribed.
public struct ProposalRange: Sendable {
    /// The number.
    public let field: PlanField
    /// What it is without any finding, in base units.
    public let standard: Int64
    /// The least and the greatest value.
    public let bounds: ClosedRange<Int64>
    /// The grid on which it lies, in base units.
    public let grid: Int64
    /// The value with its unit.
    public let amount: @Sendable (Int64) -> Amount

    init<Value: PlanQuantity>(
        _ type: Value.Type, _ field: PlanField, _ standard: Value, _ bounds: ClosedRange<Value>,
        grid: Value = Value(rawValue: 1)
    ) {
        self.field = field
        self.standard = Int64(standard.rawValue)
        self.bounds = Int64(bounds.lowerBound.rawValue)...Int64(bounds.upperBound.rawValue)
        self.grid = Int64(grid.rawValue)
        amount = { Value(rawValue: Value.RawValue(truncatingIfNeeded: $0)).amount }
    }

    init(
        _ field: PlanField, standard: Int64, bounds: ClosedRange<Int64>, grid: Int64 = 1,
        amount: @escaping @Sendable (Int64) -> Amount
    ) {
        self.field = field
        self.standard = standard
        self.bounds = bounds
        self.grid = grid
        self.amount = amount
    }
}

/// How the numbers of zones that must share one become one.
enum ProposalSharing {
    /// Each zone has its own.
    case none
    /// All zones have the least of them.
    case least
    /// All zones have the greatest of them.
    case greatest

    /// Pulses of zones keep apart only where rate and rhythm are the same in all; the most careful zone decides.
    init(_ field: PlanField) {
        switch field {
        case .rate, .on, .duration: self = .least
        case .off: self = .greatest
        case .name, .patient, .zones, .zone, .tissue, .skin, .fat, .heating, .stimulation, .target, .warmUpTarget,
            .warmUpDuration, .rampLimit, .density, .current, .intensity, .width, .rampUp, .rampDown, .from, .until:
            self = .none
        }
    }
}
