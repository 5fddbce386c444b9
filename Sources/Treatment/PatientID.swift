/// Who a plan is for, by the pseudonym that the clinic's own list gives to a person.
///
/// Never a name: nothing that Myotherm keeps says who somebody is. 4 … 32 characters of A-Z, a-z, 0-9 and the hyphen,
/// the first of them no hyphen. Two pseudonyms are the same when every character is: `P-1a` is not `P-1A`.
public struct PatientID: Hashable, Sendable {
    /// The pseudonym as it is written.
    public let text: String

    /// How many characters a pseudonym has; project policy: fewer are typed by accident, more do not fit a line.
    public static let lengths = 4...32

    /// The pseudonym that `text` is, or nil when it cannot be one.
    public init?(_ text: String) {
        let bytes = Array(text.utf8)
        guard PatientID.lengths.contains(bytes.count), bytes.first != UInt8(ascii: "-"),
            bytes.allSatisfy(PatientID.isAllowed)
        else { return nil }
        self.text = text
    }

    private static func isAllowed(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"):
            true
        default: false
        }
    }
}

extension PatientID: CustomStringConvertible {
    /// The pseudonym.
    public var description: String { text }
}
