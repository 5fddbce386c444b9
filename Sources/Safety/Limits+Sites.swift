public import Treatment
public import Units

/// Limits that depend on where on the face a zone lies.
extension Limits {
    /// The greatest peak current in `site`; nil for a site that is not named.
    ///
    /// Source: project policy; the submentum lies near the carotid sinus and the larynx, which IEC 60601-2-10 warns of.
    public static func current(in site: Zone?) -> Current {
        switch site {
        case .submentum: submentalCurrent
        case .forehead, .leftCheek, .rightCheek, nil: current
        }
    }

    /// The greatest peak current under the chin.
    public static let submentalCurrent = Current.milliamps(40)
}
