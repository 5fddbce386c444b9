import Safety
import Treatment
import Units

/// How warm a zone is to be, and the power for it, once per segment.
extension Machine {
    /// The temperature that is followed: the plan's, or less where a dose would pass its limit by the program's end.
    mutating func nextTarget(
        for segment: ProgramSegment, _ ordinal: Int, at place: ZoneIndex, _ zone: ZoneIndex
    ) -> Temperature? {
        guard let planned = segment.target, let count = treatment?.program.segmentCount else { return nil }
        let isSettled = treatment?.holdIsSettled(at: place, in: ordinal) ?? false
        treatment?.setPointLimits[place].pass(
            SetPointLimit.Outlook(
                skinRest: Limits.doseGiveWay - readings[zone].dose,
                deepRest: Limits.deepDoseGiveWay - readings[zone].deep.dose,
                heating: TimeGrid.segment * Int64(count - ordinal),
                skin: Double(readings[zone].governing.milliCelsius) / 1000,
                deep: tallies[zone].deep.celsius ?? 0, lag: tallies[zone].traits.lag,
                excess: tallies[zone].deep.excess,
                excessPerDensity: tallies[zone].traits.excess, isSettled: isSettled))
        guard let limited = treatment?.setPointLimits[place].target(for: planned) else { return planned }
        if let dose = limited.givesWay { tallies[zone].givesWay = dose }
        return limited.target
    }

    /// The power of the next segment of a zone: what its loop asks for, within what plan, doses and interlocks leave.
    mutating func nextPower(
        for segment: ProgramSegment, _ ordinal: Int, toward target: Temperature?, at place: ZoneIndex,
        _ zone: ZoneIndex, _ bounds: OutputBounds
    ) -> Power {
        let area = bounds.radioFrequencyArea
        var ceiling = Power.zero
        var power = Power.zero
        // While it is held down nothing flows, whatever was asked for: the loop must not learn from that.
        if gate.verdict.demandsCeiling(in: zone) || held.contains(zone) {
            treatment?.loops[place].interrupt(for: TimeGrid.segment)
        } else {
            let density = treatment?.setPointLimits[place].density(
                on: readings[zone].governing, excessPerDensity: tallies[zone].traits.excess)
            ceiling = min(bounds.power, area * min(segment.powerCeiling, density ?? segment.powerCeiling))
            // What limits go by is the greater one of reading and compensated; steering by that would hold skin too cold
            // whenever it swings.
            let compensated = max(readings[zone].centre.compensated, readings[zone].edge.compensated)
            // A sensor that comes off reads less and less, and compensation makes that more: believed only so far.
            let skin = max(compensated, readings[zone].governing - .millikelvin(300))
            let aim = segment.target.flatMap { loopAim(for: $0, limit: target, at: place) }
            power = treatment?.loops[place].power(toward: aim, from: skin, area: area, ceiling: ceiling) ?? .zero
        }
        guard !laws.isEmpty else { return power }
        let ask = PowerAsk(
            zone: zone, ordinal: ordinal, target: target, reading: readings[zone], area: area, ceiling: ceiling,
            own: power)
        return min(max(laws[0].power(for: ask), .zero), ceiling)
    }

    private func loopAim(for planned: Temperature, limit: Temperature?, at place: ZoneIndex) -> TemperatureLoop.Aim? {
        guard let heating = treatment?.program.reference(of: place)?.heating else { return nil }
        return TemperatureLoop.Aim(
            planned: planned, limit: limit.flatMap { $0 < planned ? $0 : nil }, warmUpTarget: heating.warmUpTarget,
            ramp: Double(heating.rampLimit.milliCelsiusPerMinute) / 60_000)
    }

    /// The loop of `place` begins anew, with the tissue that was measured, or that its zone has on average.
    mutating func renewLoop(at place: ZoneIndex) {
        guard let program = treatment?.program, program.zones.contains(place) else { return }
        treatment?.loops[place] = TemperatureLoop(
            program.tissue(of: place)?.traits ?? .nominal(at: program.zone(at: place)),
            isMonopolar: described.isMonopolar)
    }
}
