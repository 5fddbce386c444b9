import Crypto
import Treatment

/// The key with which `myothermd` seals approvals; nobody else holds it.
public struct SealKey: Sendable {
    /// The fewest bytes: as many as the digest has (RFC 2104, section 3).
    public static let leastLength = 32
    /// The most; more is a mistake, and not a better key.
    public static let greatestLength = 4096

    private let key: SymmetricKey

    /// The key that a file with these bytes holds, or nil when it has too few or too many.
    ///
    /// A key may be written as text: a line's end behind characters that print does not count. Any other byte among them
    /// makes it a raw key, of which every byte counts, also one that looks like a line's end.
    public init?(_ content: [UInt8]) {
        var bytes = content[...]
        while let last = bytes.last, last == UInt8(ascii: "\n") || last == UInt8(ascii: "\r") { bytes.removeLast() }
        if !bytes.allSatisfy((UInt8(ascii: " ")...UInt8(ascii: "~")).contains) { bytes = content[...] }
        guard (SealKey.leastLength...SealKey.greatestLength).contains(bytes.count) else { return nil }
        key = SymmetricKey(data: bytes)
    }

    /// The approval with this key's seal.
    public func seal(_ approval: Approval) -> SealedApproval {
        let code = HMAC<SHA256>.authenticationCode(for: approval.canonicalBytes, using: key)
        return SealedApproval(approval: approval, seal: Array(code))
    }

    /// Whether this key made the seal, over exactly this approval; takes the same time whatever differs.
    public func hasSealed(_ document: SealedApproval) -> Bool {
        HMAC<SHA256>.isValidAuthenticationCode(
            document.seal, authenticating: document.approval.canonicalBytes, using: key)
    }

    /// Holds a plan against the approval that came with it.
    ///
    /// - Throws: why the plan is not approved by it.
    public func check(_ document: SealedApproval, of plan: LoadedPlan) throws(ApprovalRefusal) {
        guard hasSealed(document) else { throw .seal }
        guard document.approval.plan == plan.sourceHash else {
            throw .otherPlan(approved: document.approval.plan, given: plan.sourceHash)
        }
        guard document.approval.patient == plan.plan.patient else { throw .seal }
        guard document.approval.program == plan.programHash else { throw .otherMeaning }
    }
}

extension SealKey: CustomStringConvertible {
    /// That it is one; never what it is.
    public var description: String { "a key" }
}

/// Why a plan is not approved by the approval that came with it.
public enum ApprovalRefusal: Error, Equatable, Sendable {
    /// The seal is not the daemon's over this approval.
    case seal
    /// The seal is the daemon's, and the plan is not the one that was approved.
    case otherPlan(approved: DocumentHash, given: DocumentHash)
    /// Seal and file are as they were, and this program reads the file otherwise than the one that sealed it.
    case otherMeaning

    /// What is wrong, and what to do.
    public var message: String {
        let remedy =
            "Have a prescriber approve the plan as it is now: myothermctl plan approve FILE --name NAME --assessment FILE --replace"
        switch self {
        case .seal:
            return
                "The signature does not match: the approval was changed after it was sealed, or another daemon's key "
                + "has sealed it. \(remedy)"
        case .otherPlan(let approved, let given):
            return "The signature does not match this plan: the file was changed after it was approved, or another one "
                + "was (approved is the SHA-256 \(approved.hex), the file's is \(given.hex)). \(remedy)"
        case .otherMeaning:
            return
                "The signature does not match what this version of myothermd reads in the plan: the file is the one that "
                + "was approved, by a version that read it otherwise. \(remedy)"
        }
    }
}
