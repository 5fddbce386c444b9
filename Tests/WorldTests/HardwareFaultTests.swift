import Device
import Oracle
import Testing
import Tissue
import Units
import Wire
import World

/// What each fault of sensors, electrodes and output stages does to what is measured, and to what is true.
struct HardwareFaultTests {
    private let zone: ZoneIndex
    private let other: ZoneIndex

    init() throws {
        zone = try #require(ZoneIndex(1))
        other = try #require(ZoneIndex(2))
    }

    /// Electronics on an average cheek that sample every 5 ms, as the firmware lets them.
    private struct Board {
        var hardware: SimulatedHardware
        var now = DeviceInstant.zero
        var last = Measurements()

        init(_ profile: DeviceProfile = .reference) {
            hardware = SimulatedHardware(
                profile: profile, patient: Patient(averageAt: profile.sites), seed: 4, isCooperative: false, at: .zero)
        }

        mutating func run(_ span: Duration) {
            let end = now + span
            while now < end {
                now = now + .milliseconds(5)
                last = hardware.measure(at: now)
            }
        }

        mutating func heat(_ power: Power, in zone: ZoneIndex) {
            hardware.setShutOffs(closed: true, at: now)
            hardware.setPower(power, in: zone, at: now)
        }

        mutating func set(_ change: (inout LiveFaults) -> Void) {
            var faults = LiveFaults()
            change(&faults)
            hardware.set(faults, at: now)
        }
    }

    private func board(_ profile: DeviceProfile = .reference, _ change: (inout LiveFaults) -> Void) -> Board {
        var board = Board(profile)
        board.run(.seconds(1))
        board.set(change)
        return board
    }

    @Test func `a stuck sensor keeps its reading to the last digit while the skin warms`() {
        var board = board { $0.centre[zone] = .stuck }
        board.run(.milliseconds(5))
        let first = board.last.zones[zone].centre
        board.heat(.milliwatts(2400), in: zone)
        board.run(.seconds(30))
        #expect(board.last.zones[zone].centre == first)
        #expect(board.last.zones[zone].edge > first + .millikelvin(1000))
    }

    @Test func `a drifting sensor is off by what it drifts, and a noisy one jumps within its bounds`() {
        var drifting = board { $0.edge[zone] = .drifting(.millikelvin(600)) }
        drifting.run(.seconds(60))
        let sound = drifting.hardware.face.observe(zone).edge
        #expect((300...900).contains((drifting.last.zones[zone].edge - sound).millikelvin))
        var noisy = board { $0.centre[zone] = .noisy(.millikelvin(500)) }
        var readings: [Int32] = []
        for _ in 0..<400 {
            noisy.run(.milliseconds(5))
            readings.append(noisy.last.zones[zone].centre.milliCelsius)
        }
        let spread = (readings.max() ?? 0) - (readings.min() ?? 0)
        #expect(spread > 800 && spread < 1200)
    }

    @Test func `sensors that are swapped answer each other's zone`() {
        var board = board { faults in
            faults.centre[zone] = .swapped(other)
            faults.edge[zone] = .swapped(other)
        }
        board.heat(.milliwatts(2400), in: zone)
        board.run(.seconds(30))
        #expect(board.last.zones[other].centre > board.last.zones[zone].centre + .millikelvin(1000))
        #expect(board.last.zones[other].edge > board.last.zones[zone].edge + .millikelvin(1000))
    }

    @Test func `a detached sensor hardly answers the power that warms the skin`() {
        var board = board { $0.centre[zone] = .detached }
        board.heat(.milliwatts(2400), in: zone)
        board.run(.seconds(60))
        #expect(board.hardware.face.observe(zone).skin > .celsius(37))
        #expect(board.last.zones[zone].centre < .celsius(35))
    }

    @Test func `a pad that lifts by 500 ‰ a minute has twice its impedance and density after one`() {
        var board = board { $0.contact[zone] = .lifting(PerMille(rawValue: 500)) }
        board.run(.milliseconds(5))
        let whole = Double(board.last.zones[zone].impedance.milliohms)
        board.heat(.milliwatts(1000), in: zone)
        board.run(.seconds(60))
        // The skin below warms meanwhile, which takes a few percent away again.
        #expect((1.9...2.01).contains(Double(board.last.zones[zone].impedance.milliohms) / whole))
        let report = board.hardware.report(at: board.now)
        #expect((98...101).contains(report.zones[zone.place].peakPowerDensity))
    }

    @Test func `a gel that dries by a tenth a minute raises impedance and load by as much`() {
        var board = board { $0.contact[zone] = .drying(PerMille(rawValue: 1100)) }
        board.run(.milliseconds(25))
        let before = board.last.zones[zone]
        board.run(.seconds(60))
        #expect((109...111).contains(board.last.zones[zone].impedance.milliohms * 100 / before.impedance.milliohms))
        #expect((109...111).contains(board.last.zones[zone].load.milliohms * 100 / before.load.milliohms))
    }

    @Test func `electrodes that are bridged read low, a broken lead reads open and lets nothing through`() {
        var bridged = board { $0.contact[zone] = .bridged(.ohms(20)) }
        bridged.run(.milliseconds(25))
        #expect(bridged.last.zones[zone].impedance < .ohms(20))
        #expect(bridged.last.zones[zone].load < .ohms(20))
        var broken = board { $0.contact[zone] = .brokenLead }
        broken.heat(.milliwatts(1000), in: zone)
        broken.run(.seconds(1))
        #expect(broken.last.zones[zone].impedance == .unbounded)
        #expect(broken.last.zones[zone].load == .unbounded)
        #expect(broken.last.zones[zone].power == .zero)
        #expect(broken.hardware.report(at: broken.now).zones[zone.place].energy == .zero)
    }

    @Test func `bridged electrodes keep most of the heat from the skin`() {
        var sound = board { _ in }
        var bridged = board { $0.contact[zone] = .bridged(.ohms(5)) }
        for _ in 0..<30 {
            sound.heat(.milliwatts(2400), in: zone)
            bridged.heat(.milliwatts(2400), in: zone)
            sound.run(.seconds(1))
            bridged.run(.seconds(1))
        }
        let rest = Board().hardware.face.observe(zone).skin
        let warmed = sound.hardware.face.observe(zone).skin - rest
        #expect((bridged.hardware.face.observe(zone).skin - rest).millikelvin * 5 < warmed.millikelvin)
    }

    @Test(
        arguments: [
            (WeldCut.neither, true), (.firstAlone, false), (.secondAlone, false), (.either, false),
        ])
    func `a welded stage flows behind open shut-offs only where none can cut it`(cut: WeldCut, flows: Bool) {
        var board = board { ($0.weldedPower[zone], $0.weldCut[zone]) = (.milliwatts(3000), cut) }
        board.run(.seconds(1))
        #expect((board.last.zones[zone].power > .zero) == flows)
        #expect(board.hardware.outputIsZero(at: board.now) == !flows)
        board.hardware.setShutOffs(closed: true, at: board.now)
        board.run(.seconds(1))
        #expect(board.last.zones[zone].power == .milliwatts(3000))
    }

    @Test(arguments: [(WeldCut.neither, true, true), (.firstAlone, false, true), (.secondAlone, true, false)])
    func `the self-test of each shut-off finds the stage that it cannot cut`(cut: WeldCut, first: Bool, second: Bool) {
        var board = board { ($0.weldedPower[zone], $0.weldCut[zone]) = (.milliwatts(3000), cut) }
        #expect((board.hardware.testShutOff(.first, at: board.now).power > .zero) == first)
        #expect((board.hardware.testShutOff(.second, at: board.now).power > .zero) == second)
    }

    @Test func `a stage that gives too much is measured, and never beyond the single-fault density`() {
        var board = board { $0.powerScale[zone] = PerMille(rawValue: 1300) }
        board.heat(.milliwatts(1000), in: zone)
        board.run(.seconds(1))
        #expect(board.last.zones[zone].power == .milliwatts(1300))
        board.set { $0.powerScale[zone] = PerMille(rawValue: 2000) }
        board.heat(.milliwatts(3100), in: zone)
        board.run(.seconds(1))
        // 280 mW/cm² on 20 cm².
        #expect(board.last.zones[zone].power == .milliwatts(5600))
    }

    @Test func `a detector that reads half hides half of the power, but not from the supply`() {
        var board = board { $0.detectorScale[zone] = PerMille(rawValue: 500) }
        board.heat(.milliwatts(1000), in: zone)
        board.run(.seconds(1))
        #expect(board.last.zones[zone].power == .milliwatts(500))
        #expect(board.last.zones[zone].supplyPower == .milliwatts(1500))
        #expect(board.hardware.report(at: board.now).zones[zone.place].energy == .millijoules(1000))
    }

    @Test func `RF on the sensors' wires adds to both readings with the power, and not to the skin`() {
        var board = board { $0.pickup = .millikelvin(1000) }
        let cold = board.last.zones[zone]
        let otherCold = board.last.zones[other]
        board.heat(.milliwatts(2000), in: zone)
        board.run(.milliseconds(5))
        #expect((1_900...2_100).contains((board.last.zones[zone].centre - cold.centre).millikelvin))
        #expect((1_900...2_100).contains((board.last.zones[zone].edge - cold.edge).millikelvin))
        #expect((-100...100).contains((board.last.zones[other].edge - otherCold.edge).millikelvin))
        #expect(board.hardware.face.observe(zone).skin < .celsius(35))
    }

    @Test func `the reference channel drifts, and reads 37 °C when nothing is wrong`() {
        var board = board { $0.referenceDrift = .millikelvin(-300) }
        #expect((36_985...37_015).contains(board.last.reference.milliCelsius))
        board.run(.seconds(120))
        #expect((36_385...36_415).contains(board.last.reference.milliCelsius))
    }

    @Test func `only a monopolar device has a return electrode, whose half shows when it lifts`() {
        var bipolar = board { $0.returnFirst = PerMille(rawValue: 500) }
        bipolar.run(.milliseconds(5))
        #expect(bipolar.last.returnFirst == .zero && bipolar.last.returnSecond == .zero)
        var monopolar = board(.monopolar) { _ in }
        monopolar.run(.milliseconds(5))
        let (first, second) = (monopolar.last.returnFirst.milliohms, monopolar.last.returnSecond.milliohms)
        let whole = monopolar.last.zones[zone].impedance.milliohms
        #expect((20_000...45_000).contains(first) && (20_000...45_000).contains(second))
        monopolar.set { $0.returnFirst = PerMille(rawValue: 500) }
        monopolar.run(.milliseconds(5))
        #expect((197...203).contains(monopolar.last.returnFirst.milliohms * 100 / first))
        #expect((99...101).contains(monopolar.last.returnSecond.milliohms * 100 / second))
        // Two halves of R in parallel are R/2; with one of them at 2R they are 2R/3.
        let rise = monopolar.last.zones[zone].impedance.milliohms - whole
        #expect((first / 6 - 1_000...first / 6 + 1_000).contains(rise))
        monopolar.set { $0.returnFirst = .zero }
        monopolar.run(.milliseconds(5))
        #expect(monopolar.last.returnFirst == .unbounded)
    }

    @Test func `a measured impedance does not repeat, and stays within its class`() {
        var board = board { _ in }
        let truth = Double(board.hardware.face.observe(zone).impedance.milliohms)
        var readings: Set<Int32> = []
        for _ in 0..<400 {
            board.run(.milliseconds(5))
            let read = board.last.zones[zone].impedance.milliohms
            #expect((0.9979...1.0021).contains(Double(read) / truth))
            readings.insert(read)
        }
        #expect(readings.count > 100)
    }

    @Test func `missing pulses are not given, and the others are whole`() {
        var board = board { $0.missing = .every(4) }
        board.hardware.setShutOffs(closed: true, at: board.now)
        var currents: [Int32] = []
        for _ in 0..<8 {
            board.hardware.beginPulse(.milliamps(20), width: .microseconds(200), in: zone, at: board.now)
            board.now = board.now + .microseconds(500)
            currents.append(board.hardware.finishPulse(in: zone, at: board.now).current.microamps)
        }
        #expect(currents == [20_000, 20_000, 20_000, 0, 20_000, 20_000, 20_000, 0])
    }

    @Test func `the source gives no more current than its voltage drives through a lifted pad`() {
        var board = board { $0.contact[zone] = .partial(PerMille(rawValue: 100)) }
        board.hardware.setShutOffs(closed: true, at: board.now)
        board.hardware.beginPulse(.milliamps(60), width: .microseconds(200), in: zone, at: board.now)
        let pulse = board.hardware.finishPulse(in: zone, at: board.now + .microseconds(500))
        #expect(pulse.current < .milliamps(55))
        // 100 V at the end of the phase.
        let volts = Double(pulse.current.microamps) * Double(pulse.load?.milliohms ?? 0) / 1e9
        #expect((99...101).contains(volts))
    }

    @Test func `electronics that nobody asks for samples open both shut-offs after 100 ms`() {
        var board = board { _ in }
        board.heat(.milliwatts(2000), in: zone)
        board.run(.milliseconds(50))
        let report = board.hardware.report(at: board.now + .seconds(10))
        #expect(report.zones[zone.place].energy == .millijoules(2 * (50 + 100)))
    }
}
