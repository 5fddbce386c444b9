public import Units

/// What is done about a finding, mildest first.
///
/// Of several, the most severe is done.
public enum Reaction: UInt8, Equatable, Comparable, Sendable, BitwiseCopyable {
    /// It is recorded.
    case note
    /// The operator is told.
    case warn
    /// The zone's RF is lowered at once.
    case ceiling
    /// Output to zero in all zones, the program's time held; resuming needs a person.
    case pause
    /// Output to zero, latched; going on needs an acknowledgement and a new arming.
    case trip

    /// Whether the left reaction is the milder one.
    public static func < (left: Reaction, right: Reaction) -> Bool { left.rawValue < right.rawValue }
}

/// One thing that an interlock has to say, with the values that led to it.
public struct Finding: Equatable, Sendable, BitwiseCopyable {
    /// What is wrong.
    public let cause: Cause
    /// What must be done about it.
    public let reaction: Reaction
    /// Where; nil when it concerns no single zone.
    public let zone: ZoneIndex?
    /// The value found, in the unit of the limit.
    public let value: Int64
    /// The limit that it was held against, in the interlock's unit.
    public let limit: Int64

    /// A finding.
    public init(_ cause: Cause, _ reaction: Reaction, zone: ZoneIndex? = nil, value: Int64 = 0, limit: Int64 = 0) {
        self.cause = cause
        self.reaction = reaction
        self.zone = zone
        self.value = value
        self.limit = limit
    }
}

/// Everything that the interlocks found on one sample.
///
/// All findings are kept; the first of the most severe ones is the one that leads.
public struct Verdict: Equatable, Sendable {
    /// The most findings that one evaluation keeps: in each of four zones more than twelve, and fourteen beside them.
    ///
    /// An unplugged applicator alone makes 17. Should there be more, only a more severe finding is still taken, in the
    /// last place.
    public static let capacity = 64

    private var storage: InlineArray<64, Finding> = InlineArray(repeating: Finding(.operatorStop, .note))

    /// How many findings there are.
    public private(set) var count = 0

    /// The finding that decides: of the most severe reaction the first one found; nil when all is well.
    public private(set) var leading: Finding?

    /// A verdict without findings.
    public init() {}

    /// The finding at `index`, 0 ..< `count`, in the order of the interlocks.
    public subscript(index: Int) -> Finding { storage[index] }

    /// What must be done; nil when all is well.
    public var reaction: Reaction? { leading?.reaction }

    /// Whether output may go on.
    public var allowsOutput: Bool {
        guard let reaction else { return true }
        return reaction < .pause
    }

    /// The finding of `cause` that demands the most, if any.
    public func worst(of cause: Cause) -> Finding? {
        var found: Finding?
        for index in 0..<count where storage[index].cause == cause {
            if let known = found, known.reaction >= storage[index].reaction { continue }
            found = storage[index]
        }
        return found
    }

    /// Whether `zone` must be held down.
    public func demandsCeiling(in zone: ZoneIndex) -> Bool {
        for index in 0..<count where storage[index].reaction >= .ceiling && storage[index].zone == zone { return true }
        return false
    }

    mutating func removeAll() { (count, leading) = (0, nil) }

    mutating func add(_ finding: Finding) {
        if let known = leading {
            if finding.reaction > known.reaction { leading = finding }
        } else {
            leading = finding
        }
        let place = min(count, Verdict.capacity - 1)
        guard count < Verdict.capacity || finding.reaction > storage[place].reaction else { return }
        storage[place] = finding
        count = place + 1
    }

    /// Whether both are equal in everything.
    public static func == (left: Verdict, right: Verdict) -> Bool {
        guard left.count == right.count, left.leading == right.leading else { return false }
        for index in 0..<left.count where left.storage[index] != right.storage[index] { return false }
        return true
    }
}
