/// A length within the body, in micrometres.
public struct Length: AdditiveQuantity {
    /// Micrometres.
    public let rawValue: Int32

    /// A length of `rawValue` µm.
    @inlinable
    public init(rawValue: Int32) { self.rawValue = rawValue }

    /// A length given in µm.
    @inlinable
    public static func micrometres(_ value: Int32) -> Length { Length(rawValue: value) }

    /// The value in µm.
    @inlinable
    public var micrometres: Int32 { rawValue }
}
