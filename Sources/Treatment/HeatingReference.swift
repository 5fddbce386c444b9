public import Units

/// The temperature that a zone's controller is to follow, from the start of the treatment to its end.
///
/// Zones start RF one after the other, so that each sensor can be seen to answer its own zone. From its start on, a
/// zone's reference rises in a straight line from 34.0 °C to the warm-up target, and from there at the ramp limit to the
/// target. Where the plan's warm-up would be steeper than the ramp limit, it takes longer instead. The controller never
/// gets ahead of the reference; it may fall behind, because power is bounded too.
public struct HeatingReference: Equatable, Sendable, BitwiseCopyable {
    /// Where every reference starts, whatever the skin's temperature: a little below skin at rest.
    public static let origin = Temperature.milliCelsius(34_000)
    /// How much later than the zone before it a zone starts RF.
    public static let stagger = Duration.seconds(10)

    /// The plan's values.
    public let heating: Heating
    /// When the zone's RF starts, counted from the treatment's start.
    public let start: Duration
    /// When the reference reaches the warm-up target.
    public let warmUpEnd: Duration
    /// When the reference reaches the target.
    ///
    /// It may lie after the treatment's end.
    public let holdStart: Duration

    /// The reference of checked values for the zone at `place`.
    init(_ heating: Heating, at place: ZoneIndex) {
        self.heating = heating
        start = HeatingReference.stagger * Int64(place.place)
        let warmUpRise = heating.warmUpTarget - HeatingReference.origin
        warmUpEnd = start + max(heating.warmUpDuration, heating.rampLimit.shortestTime(for: warmUpRise))
        holdStart = warmUpEnd + heating.rampLimit.shortestTime(for: heating.target - heating.warmUpTarget)
    }

    /// The reference at `time` after the treatment's start, or nil before the zone's RF starts.
    ///
    /// Rounded down to 1 m°C.
    public func target(at time: Duration) -> Temperature? {
        guard time >= start else { return nil }
        if time >= holdStart { return heating.target }
        if time >= warmUpEnd { return heating.warmUpTarget + heating.rampLimit * (time - warmUpEnd) }
        let rise = Int64((heating.warmUpTarget - HeatingReference.origin).millikelvin)
        let share = rise * (time - start).microseconds / (warmUpEnd - start).microseconds
        return HeatingReference.origin + .millikelvin(Int32(share))
    }
}
