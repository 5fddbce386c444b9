import Safety
public import Treatment
import Units

/// Cases by chance: who, what, where, and what goes wrong.
extension CampaignCase {
    /// The case of one seed.
    ///
    /// - Parameters:
    ///   - withFaults: whether anything may go wrong; without, the operator does what was asked for, once.
    ///   - examples: whole plans, played now and then; without faults every fourth case is one.
    public static func drawn(
        seed: UInt64, mode: CampaignMode, withFaults: Bool, examples: [Program]
    ) -> CampaignCase {
        var chance = RandomStream(seed: seed, purpose: withFaults ? 0x4341_5345 : 0x504C_4149)
        var drawn = CampaignCase(seed: seed)
        drawn.mode = mode
        drawn.profile = chance.next(below: withFaults ? 4 : 2) == 0 ? .monopolar : .reference
        drawn.person = seed
        drawn.plan.draw(from: &chance)
        // Whole plans take as long as a hundred short ones, and meet the same faults.
        if !examples.isEmpty, chance.next(below: withFaults ? 200 : 4) == 0 {
            drawn.plan.example = Int(chance.next(below: UInt64(examples.count)))
        }
        drawn.drawSurroundings(from: &chance)
        guard withFaults, let plan = drawn.plan.outline(examples: examples) else { return drawn }
        drawn.drawHabits(from: &chance)
        drawn.drawHistory(from: &chance)
        drawn.drawIncidents(within: plan.duration, from: &chance)
        drawn.drawFaults(in: plan.zones, within: plan.duration, from: &chance)
        drawn.drawFullCharge(within: plan.duration, from: &chance)
        return drawn
    }

    private mutating func drawSurroundings(from chance: inout RandomStream) {
        baud = chance.pick([921_600, 921_600, 1_000_000, 2_000_000, 460_800])
        usb = chance.pick([.none, .none, .fast, .ftdi(latencyTimer: .milliseconds(1))])
        lineLatency = .microseconds(chance.next(in: 50...500))
        lineJitter = .microseconds(chance.next(in: 0...500))
        hostIsRecorded = true
        storageLatency = .milliseconds(chance.pick([2, 2, 10, 100, 800]))
        clockMilliseconds = chance.next(in: 1000...900_000)
        clockDrift = chance.next(in: -100_000...100_000)
        clockWander = chance.pick([0, 0, 10_000])
    }

    private mutating func drawHabits(from chance: inout RandomStream) {
        if chance.next(below: 4) == 0 { habits.startDelay = .milliseconds(chance.next(in: 1...20_000)) }
        if chance.next(below: 40) == 0 { habits.startDelay = .milliseconds(chance.next(in: 29_900...40_000)) }
        habits.mistypesToken = chance.next(below: 16) == 0
        habits.startsTwice = chance.next(below: 16) == 0
        habits.rearmings = Int(chance.next(below: 3))
        if chance.next(below: 2) == 0 { habits.resumesAfter = .milliseconds(chance.pick([20, 200, 3000, 15_000])) }
    }

    /// Somebody who was treated this day already, nearly as much as a day allows.
    private mutating func drawHistory(from chance: inout RandomStream) {
        guard chance.next(below: 12) == 0 else { return }
        carried = ZoneDose(
            skin: 1_000_000 * chance.next(in: 0...8400), deep: 1_000_000 * chance.next(in: 0...14_400))
    }

    private mutating func drawIncidents(within span: Duration, from chance: inout RandomStream) {
        let longest = span.milliseconds
        if chance.next(below: 5) == 0 {
            let at = chance.next(in: 200...longest)
            incidents.append(Incident(at: .milliseconds(at), .pause))
            let rest = chance.pick([10, 300, 2000, 20_000] as [Int64])
            if chance.next(below: 4) > 0 { incidents.append(Incident(at: .milliseconds(at + rest), .resume)) }
        }
        if chance.next(below: 12) == 0 {
            incidents.append(Incident(at: .milliseconds(chance.next(in: 0...longest)), .stop))
        }
        if chance.next(below: 12) == 0 {
            let stall = chance.pick([31, 45, 60, 100, 250, 1500, 5000] as [Int64])
            incidents.append(
                Incident(at: .milliseconds(chance.next(in: 0...longest)), .hostStall(.milliseconds(stall))))
        }
        if chance.next(below: 40) == 0 {
            incidents.append(Incident(at: .milliseconds(chance.next(in: 0...longest)), .hostDeath))
        }
        if chance.next(below: 20) == 0 { storageCapacity = chance.next(in: 0...2) }
        incidents.sort { $0.at < $1.at }
    }

    private mutating func drawFaults(
        in treated: [Zone], within span: Duration, from chance: inout RandomStream
    ) {
        let device = profile.value
        let zones = treated.compactMap { device.zone(of: $0) }
        guard !zones.isEmpty else { return }
        let draw = FaultDraw(
            in: zones, within: span, isMonopolar: profile == .monopolar, from: &chance)
        if let cheek = device.zone(of: .rightCheek), zones.contains(cheek), chance.next(below: 12) == 0 {
            // A pad that lay badly before anybody measured it.
            let share = PerMille(rawValue: chance.number(300...800))
            faults.append(TimedFault(.contact(.partial(share), cheek), begins: .afterStart(.zero)))
        }
        for _ in 0..<chance.pick([0, 1, 1, 1, 1, 1, 2, 2, 3, 4]) { faults.append(draw.next(from: &chance)) }
        if let lost = FaultDraw.lostLease(within: span, from: &chance) { faults.append(lost) }
    }

    /// Pulses that carry all the charge that one phase may, from a device that gives a little more.
    ///
    /// So little more that every current passes, and nothing but the charge tells. Behind all other draws, like the lost
    /// lease: what came before keeps its seeds.
    private mutating func drawFullCharge(within span: Duration, from chance: inout RandomStream) {
        guard plan.example == nil, plan.stimulation != nil, chance.next(below: 100) == 0 else { return }
        plan.stimulation?.current = .milliamps(40)
        plan.stimulation?.width = .microseconds(300)
        let share = PerMille(rawValue: chance.number(1030...1045))
        let begins = Duration.milliseconds(chance.next(in: 0...max(span.milliseconds / 2, 100)))
        faults.append(TimedFault(.pulses(share), begins: .afterRun(begins)))
    }
}

extension CampaignPlan {
    /// Draws a plan from what the example plans hold, and mostly shorter.
    fileprivate mutating func draw(from chance: inout RandomStream) {
        let length = chance.next(below: 100)
        let range: ClosedRange<Int64> = length < 55 ? 60...200 : length < 92 ? 200...420 : 420...900
        seconds = chance.next(in: range) / 5 * 5
        zones = []
        let count = Int(chance.pick([1, 2, 4, 4]))
        var left = Zone.allInOrder
        while zones.count < count { zones.append(left.remove(at: Int(chance.next(below: UInt64(left.count))))) }
        let isHeated = chance.next(below: 12) > 0
        if isHeated { heating = .drawn(from: &chance) }
        if !isHeated || chance.next(below: 6) > 0 { stimulation = .drawn(within: seconds, from: &chance) }
    }
}

extension Heating {
    fileprivate static func drawn(from chance: inout RandomStream) -> Heating {
        let target = Int32(chance.next(in: 76...83)) * 500
        return Heating(
            target: .milliCelsius(target), warmUpTarget: .milliCelsius(target - Int32(chance.next(in: 0...4)) * 500),
            warmUpDuration: .seconds(chance.next(in: 2...30) * 5),
            rampLimit: .milliCelsiusPerMinute(chance.pick([3500, 3500, 3000, 2500])),
            density: .milliwattsPerSquareCentimetre(chance.pick([150, 150, 130, 110])))
    }
}

extension Stimulation {
    fileprivate static func drawn(within seconds: Int64, from chance: inout RandomStream) -> Stimulation {
        let (on, off) = chance.pick([(2000, 4000), (3000, 6000), (2000, 3000), (1000, 2000)] as [(Int64, Int64)])
        let from = chance.next(in: 0...seconds / 2)
        // Whole periods, so that no contraction is cut.
        let periods = max((seconds - from) * 1000 / (on + off), 1)
        return Stimulation(
            current: .milliamps(chance.pick([12, 14, 16, 18, 20, 22, 30, 40])),
            rate: .hertz(chance.pick([35, 45, 50, 52])), width: .microseconds(chance.pick([150, 200, 250])),
            on: .milliseconds(on), off: .milliseconds(off), rampUp: .milliseconds(chance.pick([300, 500])),
            rampDown: .milliseconds(500), from: .seconds(from),
            until: .seconds(from) + .milliseconds(periods * (on + off)))
    }
}
