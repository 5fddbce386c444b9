public import Control
public import Oracle
public import Safety
public import Units

/// What became of one case, and what is wrong with that.
public struct CampaignOutcome: Equatable, Sendable {
    /// The seed of the case.
    public var seed: UInt64
    /// Its mode.
    public var mode: CampaignMode
    /// What was broken in it.
    public var kinds: [FaultKind]
    /// Whether a pad that nothing tells from a whole one explains every density that was too great.
    public var padIsHidden = false
    /// What of the oracle's invariants does not hold.
    public var broken: [Invariant]
    /// Why no treatment was possible any more when all was mended; nil when one was.
    public var wedge: String?
    /// The cause for which output ended or paused first; nil when it did not.
    public var first: Finding?
    /// How the device itself called it, where it stopped by itself first.
    public var deviceCause: UInt8 = 0
    /// Whether `first` is a cause that nothing broken explains.
    public var isWrongCause = false
    /// How the treatment ended; nil when it did not.
    public var result: TreatmentResult?
    /// What was refused, in order.
    public var refusals: [String]
    /// How often output was tripped and paused by a finding.
    public var trips: Int
    /// How often output was paused by a finding.
    public var pauses: Int
    /// Whether all pulses were given, by the program.
    public var isComplete: Bool
    /// The device that treated.
    public var profile: ProfileName
    /// Whether a set-point gave way to a dose, in any zone.
    public var gaveWay = false
    /// Every cause that was found, whatever was done about it.
    public var found: [Cause]
    /// How long a program ran.
    public var energised: Duration
    /// How long everything took in virtual time.
    public var simulated: Duration
    /// The fingerprint of the line.
    public var trace: UInt64

    /// Whether the face was harmed, or could have been.
    public var isUnsafe: Bool { !broken.isEmpty }

    /// Whether something is wrong that no exception of the hazard file names.
    public var fails: Bool {
        (isUnsafe && !isExcepted) || wedge != nil || isWrongCause
    }

    /// Whether the hazard file says that this harm cannot be kept away by the layers that are there.
    public var isExcepted: Bool {
        isUnsafe && CampaignExceptions.cover(broken, of: kinds, padIsHidden: padIsHidden, in: mode)
    }

    /// What fails, in words; empty when nothing does.
    public var complaint: String {
        var parts: [String] = []
        if isUnsafe, !isExcepted { parts.append("unsafe (\(broken.map(\.rawValue).joined(separator: ", ")))") }
        if let wedge { parts.append("wedged (\(wedge))") }
        if isWrongCause, let first {
            parts.append("wrong cause (\(first.cause)\(deviceCause == 0 ? "" : " \(deviceCause)"))")
        }
        return parts.joined(separator: ", ")
    }
}

extension CampaignOutcome {
    /// Whether it fails for a reason for which `other` fails too.
    public func failsLike(_ other: CampaignOutcome) -> Bool {
        if other.isUnsafe, broken.contains(where: { other.broken.contains($0) }) { return true }
        if other.wedge != nil, wedge != nil { return true }
        return other.isWrongCause && isWrongCause && first?.cause == other.first?.cause
    }

    /// What happened, in a few words.
    public var story: String {
        let end = result.map { "\($0)" } ?? "no end"
        let cause = first.map { ", first \($0.cause)" } ?? ""
        return end + cause + (refusals.last.map { ", refused \($0)" } ?? "")
    }
}
