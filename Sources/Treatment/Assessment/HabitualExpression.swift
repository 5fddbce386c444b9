/// What a face does by habit, without being asked.
public enum HabitualExpression: String, Sendable, Equatable, CaseIterable {
    /// Draws the eyebrows together.
    case frowning
    /// Raises the eyebrows.
    case browRaising
    /// Narrows the eyes.
    case squinting
    /// The left corner of the mouth rises first or further.
    case smileStrongerLeft
    /// The right corner of the mouth rises first or further.
    case smileStrongerRight
    /// Presses the lips together.
    case lipPressing
    /// Draws the corners of the mouth down.
    case mouthCornersDown
    /// Clenches the jaw, or grinds the teeth.
    case jawClenching
    /// Tightens the chin or the front of the neck.
    case chinTightening

    /// The zones whose current reaches the muscles of this expression, or muscles beside them.
    ///
    /// Source: the course of the muscles of the face, general knowledge.
    public var zones: [Zone] {
        switch self {
        case .frowning, .browRaising: [.forehead]
        case .squinting, .lipPressing, .mouthCornersDown, .jawClenching: [.leftCheek, .rightCheek]
        case .smileStrongerLeft: [.leftCheek]
        case .smileStrongerRight: [.rightCheek]
        case .chinTightening: [.submentum]
        }
    }
}
