import Units

/// How long the bench waits, and how far what it sees may lie from what the document says.
///
/// Times of the document hold at the device. Between it and this end lie a USB bridge, a driver and a scheduler, for
/// which ``line`` is added; where the device's own clock says when something was, nothing is added.
enum Tolerance {
    /// What bytes may take from one end to the other and back, beyond the device's own time.
    static let line = Duration.milliseconds(25)
    /// `Hello` and `Stop` to `HelloAnswer`: 5 ms (section 17).
    static let hello = Duration.milliseconds(5) + line
    /// A command to its `Acknowledgement`: 5 ms (section 17).
    static let command = Duration.milliseconds(5) + line
    /// A `SelfTest` to its `Acknowledgement`: 40 ms (section 17).
    static let selfTest = Duration.milliseconds(40) + line
    /// `Describe` to its answer: 20 ms (section 17).
    static let describe = Duration.milliseconds(20) + line
    /// STOP to a frame that shows measured zero: 20 ms (section 17).
    static let zero = Duration.milliseconds(20) + line
    /// A silence that shows that no answer comes: three times what any answer may take.
    static let silence = Duration.milliseconds(150)
    /// When a frame is taken for lost and is sent again.
    static let retry = Duration.milliseconds(200)
    /// How often a frame is sent in all (section 7.4).
    static let attempts = 5
    /// How long a person may take to press the patient's button.
    static let button = Duration.seconds(30)
    /// The lateness of frames from which on this machine, and not the device, may be to blame.
    static let stall = Duration.milliseconds(25)
    /// What telemetry may be off a measured power: 15 %, or this (section 13.6).
    static let power = Power.milliwatts(200)
    /// What telemetry may be off a measured pulse current: 10 %, or this (section 13.6).
    static let current = Current.milliamps(1)
}
