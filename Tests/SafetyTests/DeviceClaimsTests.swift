import Safety
import Testing
import Treatment
import Units

struct DeviceClaimsTests {
    static let today = 20_000

    static let sound = DeviceClaims(
        shutOffCount: 2, isMonopolar: false, returnIsSplit: false,
        singleFaultDensity: .milliwattsPerSquareCentimetre(300), calibrationDueDay: today, hasApplicator: true,
        usesLeft: 1, expiryDay: today)

    func refusal(_ change: (inout DeviceClaims) -> Void) -> DeviceRefusal? {
        var claims = DeviceClaimsTests.sound
        change(&claims)
        return claims.refusal(today: DeviceClaimsTests.today)
    }

    @Test func `a device at every limit is accepted`() {
        #expect(refusal { _ in } == nil)
    }

    @Test func `one shut-off is too few`() {
        #expect(refusal { $0.shutOffCount = 1 } == .tooFewShutOffs)
    }

    @Test func `a single return electrode is refused and a split one is not`() {
        #expect(refusal { $0.isMonopolar = true } == .returnElectrodeNotSplit)
        let split = refusal {
            $0.isMonopolar = true
            $0.returnIsSplit = true
        }
        #expect(split == nil)
    }

    @Test func `a generator that can exceed 300 mW per cm² is refused`() {
        #expect(refusal { $0.singleFaultDensity = .milliwattsPerSquareCentimetre(301) } == .singleFaultDensity)
    }

    @Test func `calibration counts to the end of its due day`() {
        #expect(refusal { $0.calibrationDueDay = DeviceClaimsTests.today - 1 } == .calibrationOverdue)
    }

    @Test func `a device without an applicator is refused`() {
        #expect(refusal { $0.hasApplicator = false } == .noApplicator)
    }

    @Test func `an applicator without uses left is refused`() {
        #expect(refusal { $0.usesLeft = 0 } == .applicatorUsedUp)
        #expect(refusal { $0.usesLeft = -1 } == .applicatorUsedUp)
    }

    @Test func `an applicator counts to the end of its last day`() {
        #expect(refusal { $0.expiryDay = DeviceClaimsTests.today - 1 } == .applicatorExpired)
    }
}

struct ZoneClaimsTests {
    /// 4 cm²: 0.1575 W/cm² are 630 mW.
    static let sound = ZoneClaims(
        site: .leftCheek, current: .milliamps(63), width: .microseconds(420), rate: .hertz(126),
        temperature: .milliCelsius(43_300), power: .milliwatts(630), phaseCharge: .nanocoulombs(12_600),
        radioFrequencyArea: .squareMillimetres(400),
        stimulationArea: .squareMillimetres(300), sensorTimeConstant: .seconds(8))

    func refusal(_ change: (inout ZoneClaims) -> Void) -> DeviceRefusal? {
        var claims = ZoneClaimsTests.sound
        change(&claims)
        return claims.refusal
    }

    @Test func `a zone at every limit is accepted`() {
        #expect(refusal { _ in } == nil)
    }

    @Test(arguments: [0, -1] as [Int32])
    func `a zone without the area of its pads is refused`(area: Int32) {
        #expect(refusal { $0.radioFrequencyArea = .squareMillimetres(area) } == .areaMissing)
        #expect(refusal { $0.stimulationArea = .squareMillimetres(area) } == .areaMissing)
    }

    @Test func `a sensor slower than 8 s is refused`() {
        #expect(refusal { $0.sensorTimeConstant = .milliseconds(8001) } == .sensorTooSlow)
        #expect(refusal { $0.sensorTimeConstant = .zero } == .sensorTimeConstantMissing)
    }

    @Test func `a limit above 43.3 °C is refused`() {
        #expect(refusal { $0.temperature = .milliCelsius(43_301) } == .temperatureLimit)
    }

    @Test func `a limit above 63 mA is refused`() {
        #expect(refusal { $0.current = .microamps(63_001) } == .currentLimit)
    }

    @Test func `a limit above 42 mA is refused under the chin`() {
        let at = refusal {
            $0.site = .submentum
            $0.current = .milliamps(42)
        }
        #expect(at == nil)
        let beyond = refusal {
            $0.site = .submentum
            $0.current = .microamps(42_001)
        }
        #expect(beyond == .currentLimit)
    }

    @Test func `a limit above 420 µs is refused`() {
        #expect(refusal { $0.width = .microseconds(421) } == .widthLimit)
    }

    @Test func `a limit above 126 Hz is refused`() {
        #expect(refusal { $0.rate = .millihertz(126_001) } == .rateLimit)
    }

    @Test func `a limit above 12.6 µC is refused`() {
        #expect(refusal { $0.phaseCharge = .nanocoulombs(12_601) } == .chargeLimit)
    }

    /// One milliwatt is allowed for the rounding of a device that counts in whole ones.
    @Test func `a limit above 0.1575 W per cm² is refused`() {
        #expect(refusal { $0.power = .milliwatts(631) } == nil)
        #expect(refusal { $0.power = .milliwatts(632) } == .powerLimit)
    }

    @Test(arguments: (UInt8(0)...UInt8.max).compactMap(DeviceRefusal.init(rawValue:)))
    func `every refusal is a sentence`(refusal: DeviceRefusal) {
        #expect("\(refusal.sentence)".count > 10)
        #expect("\(refusal.sentence)".hasSuffix("."))
    }
}
