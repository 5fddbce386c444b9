/// A region of the face that one part of an applicator treats.
///
/// The raw values are also the `site` codes on the line and the zone codes of a plan's canonical bytes: they are never
/// renumbered.
public enum Zone: UInt8, Sendable, Equatable, CaseIterable, BitwiseCopyable {
    /// Both halves of the brow, above the eyebrows.
    case forehead = 1
    /// The patient's left cheek.
    case leftCheek = 2
    /// The patient's right cheek.
    case rightCheek = 3
    /// Under the chin.
    case submentum = 4

    /// All zones, in the order of their codes.
    public static let allInOrder: [Zone] = [.forehead, .leftCheek, .rightCheek, .submentum]

    /// The zone's name in plan files, messages and JSON.
    public var name: String {
        switch self {
        case .forehead: "forehead"
        case .leftCheek: "leftCheek"
        case .rightCheek: "rightCheek"
        case .submentum: "submentum"
        }
    }

    /// The zone called `name` in a plan file, or nil when there is none.
    public init?(name: String) {
        guard let zone = Zone.allInOrder.first(where: { $0.name == name }) else { return nil }
        self = zone
    }
}
