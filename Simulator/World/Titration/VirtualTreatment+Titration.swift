import Control
import Device
public import Tissue
public import Treatment
public import Units

/// A titration through everything: host, line, device, muscle, and an observer who sees only the face.
extension VirtualTreatment {
    /// Titrates the zone of `program`, which is a titration of the loaded plan, and says how it went.
    ///
    /// - Parameters:
    ///   - muscle: the muscle under it, for what its owner tolerates.
    ///   - traits: who watches.
    /// - Returns: nil when it was not begun, or not ended in time.
    public mutating func titrate(
        by program: Program, muscle: MuscleTraits, observer traits: ObserverTraits, seed: UInt64
    ) -> WholeTitration? {
        guard let first = ZoneIndex(0), let contractions = program.contractions(of: first),
            let zone = scenario.profile.zone(of: program.zone(at: first))
        else { return nil }
        if state == .disconnected { plug() }
        guard play(until: { $0 == .ready || $0 == .loaded }) else { return nil }
        if state == .ready { ask(.load(scenario.program, approval: .rehearsal)) }
        ask(.titrate(program, token: seed | 1, approval: nil))
        guard play(until: { $0 == .armed }) else { return nil }
        ask(.start(token: seed | 1))
        var observer = TitrationObserver(traits, muscle: muscle, width: contractions.stimulation.width, seed: seed)
        var found = WholeTitration()
        var next = events.count
        var begun: Instant?
        var marked: [TitrationMark] = []
        let end = now + program.duration + .seconds(30)
        while now < end {
            step(until: min(now + VirtualTreatment.glance, end))
            while next < events.count {
                if case .presented(_, let shown) = events[next].event {
                    (begun, marked) = (now + VirtualTreatment.release, [])
                    found.end(with: device.takeGreatestPulse(in: zone))
                    found.asked.append(shown.current)
                    observer.look()
                }
                if case .titrationEnded(_, let outcome, _, _) = events[next].event {
                    found.end(with: device.takeGreatestPulse(in: zone))
                    found.outcome = outcome
                }
                next += 1
            }
            if found.outcome != nil { return found }
            guard let begun, now >= begun else { continue }
            observer.see(force: device.force(in: zone), at: now - begun)
            observer.feel(milliamps: Double(device.greatestPulse(in: zone).microamps) / 1000, at: now - begun)
            for (mark, at) in observer.marks where at <= now - begun && !marked.contains(mark) {
                marked.append(mark)
                ask(.mark(mark))
            }
        }
        return nil
    }

    /// Plays until `condition` holds; false when it does not within half a minute.
    private mutating func play(until condition: (TreatmentState) -> Bool) -> Bool {
        let end = now + .seconds(30)
        while now < end {
            if condition(state) { return true }
            step(until: min(now + VirtualTreatment.glance, end))
        }
        return condition(state)
    }

    /// How often the observer looks.
    private static let glance = Duration.milliseconds(5)
    /// How long before its time a contraction is released.
    private static let release = Duration.milliseconds(120)
}

/// How a titration through everything went.
public struct WholeTitration: Equatable, Sendable {
    /// How it ended, as it was recorded.
    public internal(set) var outcome: TitrationOutcome?
    /// The full amplitude of each presentation, as it was recorded; zero for blanks.
    public internal(set) var asked: [Current] = []
    /// The greatest current that really flowed in each of them.
    public private(set) var given: [Current] = []

    /// A presentation is over.
    mutating func end(with greatest: Current) {
        if given.count < asked.count { given.append(greatest) }
    }

    /// By how much what flowed differs from what was asked for, at most, but for the last presentation, which may be cut.
    public var worstDifference: Current {
        zip(asked, given).dropLast().reduce(.zero) { max($0, ($1.0 - $1.1).magnitude) }
    }
}
