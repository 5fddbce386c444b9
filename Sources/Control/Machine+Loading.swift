import Safety
import Treatment
import Units
import Wire

/// A plan meets an applicator: every zone finds its place, and every number is held against both tables.
extension Machine {
    mutating func load(
        _ program: Program, approval: Fingerprint, carried: DayDose, forecast: ProgramForecast?, request: RequestID,
        at now: Instant, into effects: inout Effects
    ) {
        switch stage {
        case .ready, .loaded, .finished: break
        case .disconnected: return refuse(request, .noDevice, into: &effects)
        case .service(let refusal): return refuse(request, .deviceRefused(refusal), into: &effects)
        case .identifying, .selfTesting, .contactCheck, .titrating, .armed, .running, .paused, .stopping, .cooldown,
            .tripped, .outputUncertain:
            return refuse(request, .wrongState(state), into: &effects)
        }
        guard lineIsOpen, described.missing == nil else { return refuse(request, .noDevice, into: &effects) }
        do throws(Refusal) {
            try Machine.checkDoses(carried, before: program)
            let kept = isLoaded(program, approval: approval) ? treatment : nil
            treatment = try bind(program, approval: approval)
            let isOfThis = forecast?.program == program.identity && forecast?.isMonopolar == described.isMonopolar
            treatment?.forecast = isOfThis ? forecast : nil
            for place in ZoneSet.all {
                if let titration = kept?.titrated[place] { treatment?.keep(titration, of: place) }
                if let lowered = kept?.intensities[place], !lowered.isTitrated {
                    treatment?.intensities[place] = lowered
                }
            }
        } catch {
            return refuse(request, error, into: &effects)
        }
        (latch, pauseCause, stopCause, lastResult) = (nil, nil, nil, nil)
        doseLog = DoseLog()
        for zone in ZoneSet.all {
            tallies[zone].beginTreatment()
            let site = described.zones[zone].flatMap { Zone(rawValue: $0.site) }
            tallies[zone].carry(site.map { carried[$0] } ?? ZoneDose())
            tallies[zone].measure(site.flatMap { program.index(of: $0) }.flatMap { program.tissue(of: $0)?.traits })
        }
        deliveries = PerZone(repeating: nil)
        effects.append(.publish(.answer(request, .done)))
        enter(.loaded, at: now, into: &effects)
        publish(at: now, into: &effects)
    }

    /// Refuses to heat a zone that has no dose left for today.
    private static func checkDoses(_ carried: DayDose, before program: Program) throws(Refusal) {
        for place in program.zones where program.reference(of: place) != nil {
            let zone = program.zone(at: place)
            if let spent = carried[zone].spent { throw .doseSpent(zone, spent) }
        }
    }

    func bind(_ program: Program, approval: Fingerprint) throws(Refusal) -> LoadedTreatment {
        var zones = PerZone<ZoneIndex?>(repeating: nil)
        var bounds = PerZone<OutputBounds?>(repeating: nil)
        var deviceZones = ZoneSet.none
        for place in program.zones {
            let name = program.zone(at: place)
            guard let zone = described.place(of: name), let pads = described.zones[zone] else {
                throw .zoneMissing(name)
            }
            let allowed = try outputBounds(of: place, named: name, in: program, on: pads)
            zones[place] = zone
            bounds[place] = allowed
            deviceZones.insert(zone)
        }
        return LoadedTreatment(
            program: program, approval: approval, zones: zones, bounds: bounds, deviceZones: deviceZones,
            cheeks: cheeks(among: deviceZones))
    }

    private func cheeks(among zones: ZoneSet) -> CheekPair? {
        guard let left = described.place(of: .leftCheek), let right = described.place(of: .rightCheek),
            zones.contains(left), zones.contains(right)
        else { return nil }
        return CheekPair(left: left, right: right)
    }

    private func outputBounds(
        of place: ZoneIndex, named name: Zone, in program: Program, on pads: ZoneDescription
    ) throws(Refusal) -> OutputBounds {
        let envelope = program.envelope(of: place, area: pads.radioFrequencyArea)
        let bounds = OutputBounds(
            current: envelope.current, width: envelope.width, rate: envelope.rate, power: envelope.power,
            radioFrequencyArea: pads.radioFrequencyArea, stimulationArea: pads.stimulationArea, site: name)
        guard envelope.current <= pads.currentLimit, envelope.width <= pads.widthLimit,
            envelope.rate <= pads.rateLimit, envelope.power <= pads.powerLimit,
            envelope.current * envelope.width <= pads.phaseChargeLimit
        else { throw .beyondDevice(name) }
        // The strongest segment that the plan can hold.
        let strongest = OutputRequest(
            zone: place, rate: envelope.rate, width: envelope.width,
            ramp: CurrentRamp(from: envelope.current, to: envelope.current), power: envelope.power)
        do throws(OutputRefusal) {
            try OutputRules.check(strongest, within: bounds)
        } catch {
            throw .output(name, error)
        }
        return bounds
    }

    /// What each place in the program has been given so far.
    var currentDeliveries: PerZone<NamedDelivery?> {
        var all = PerZone<NamedDelivery?>(repeating: nil)
        guard let treatment else { return all }
        for place in treatment.program.zones {
            guard let zone = treatment.zones[place] else { continue }
            var delivery = ZoneDelivery()
            delivery.pulsesPlanned = treatment.program.totals(of: place).pulses
            delivery.pulsesDelivered = Int64(fast?.zones[zone].pulses ?? 0)
            delivery.energy = .millijoules(Int64(slow?.zones[zone].energyMillijoules ?? 0))
            delivery.peak = tallies[zone].peak
            let (own, carried) = (tallies[zone].ownDose, tallies[zone].carried)
            delivery.cem43Milliminutes = own.skin / 1_000_000
            delivery.deepMilliminutes = own.deep / 1_000_000
            delivery.carriedMilliminutes = carried.skin / 1_000_000
            delivery.carriedDeepMilliminutes = carried.deep / 1_000_000
            all[place] = NamedDelivery(zone: treatment.program.zone(at: place), delivery: delivery)
        }
        return all
    }
}
