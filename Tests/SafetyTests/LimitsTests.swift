import Safety
import Testing
import Treatment
import Units

/// Every number of the host's table, written down a second time: one that changes must be changed twice, on purpose.
///
/// That each is obeyed at the limit and not one step beyond is shown by the tests of its interlock.
@Suite("The table of limits")
struct LimitsTests {
    @Test func `temperature, radio frequency and stimulation`() {
        #expect(Limits.foldbackTemperature == .milliCelsius(42_000))
        #expect(Limits.foldbackRelease == .milliCelsius(41_800))
        #expect(Limits.softStopTemperature == .milliCelsius(42_500))
        #expect(Limits.hardTripTemperature == .milliCelsius(43_000))
        #expect(Limits.startTemperature == .milliCelsius(38_000))
        #expect(Limits.startSpread == .millikelvin(2_200))
        #expect(Limits.sensorTimeConstant == .seconds(8))
        #expect(Limits.powerDensity == .milliwattsPerSquareCentimetre(150))
        #expect(Limits.singleFaultDensity == .milliwattsPerSquareCentimetre(300))
        #expect(Limits.current == .milliamps(60))
        #expect(Limits.submentalCurrent == .milliamps(40))
        #expect(Limits.phaseCharge == .microcoulombs(12))
        #expect(Limits.pulseWidth == .microseconds(400))
        #expect(Limits.rate == .hertz(120))
        #expect(Limits.densityMicroampsPerSquareCentimetre == 1_500)
        #expect(Limits.densityTrip == 2_000)
        #expect(Limits.burningDensity == 200)
    }

    @Test func `the outer limits of a stimulator are far beyond what its own limits let through`() {
        // V · pC are pJ; both phases.
        let millijoules = 2 * Limits.stageVoltage * Limits.phaseCharge.picocoulombs / 1_000_000_000
        #expect(millijoules * 100 < Limits.outerPulseLimits.energy)
        #expect(Limits.stageVoltage < Limits.outerPulseLimits.voltage)
        #expect(Limits.compliance < Limits.stageVoltage)
    }

    @Test func `line, host and what a device may allow`() {
        #expect(Limits.telemetryWarning == .milliseconds(25))
        #expect(Limits.telemetryTrip == .milliseconds(60))
        #expect(Limits.latenessWarning == .milliseconds(10))
        #expect(Limits.latenessTrip == .milliseconds(50))
        #expect(Limits.damagedFramesWarning == 5)
        #expect(Limits.damagedShareTrip == 10)
        #expect(Limits.clockBoundArm == .milliseconds(5))
        #expect(Limits.clockBoundTrip == .milliseconds(10))
        #expect(Limits.deviceTemperature == .milliCelsius(43_300))
        #expect(Limits.deviceMargin == PerMille(rawValue: 1_050))
        #expect(Limits.leaseNote == .milliseconds(100))
        #expect(Limits.leaseWarning == .milliseconds(60))
        #expect(Limits.unleasedSamples == 2)
        #expect(Limits.suspension == .milliseconds(100))
    }

    @Test func `pads and circuits`() {
        #expect((Limits.contactWarning, Limits.contactPause, Limits.contactWhole) == (850, 750, 950))
        #expect((Limits.impedanceStep, Limits.contractionRise) == (1_200, 100))
        #expect((Limits.dryingWarning, Limits.dryingPause) == (800, 600))
        #expect(Limits.dryingTime == .seconds(90))
        #expect((Limits.radioBridged, Limits.loadBridged, Limits.stepBridged) == (1_350, 2_000, 1_150))
        #expect(Limits.radioWindow == 180...4_500)
        #expect(Limits.loadWindow == 3_000...16_000)
        #expect((Limits.asymmetryWarning, Limits.asymmetryPause) == (1_350, 1_600))
        #expect(Limits.impedanceFrozen == .seconds(2))
        #expect(Limits.returnWindow == .ohms(5) ... .ohms(135))
        #expect((Limits.returnRise, Limits.returnAsymmetry) == (1_400, 1_500))
        #expect(Limits.returnStep == 1_120)
        #expect(Limits.returnAge == .seconds(1))
    }

    @Test func `dose`() {
        #expect(Limits.doseWarning == 2_000_000_000)
        #expect(Limits.doseGiveWay == 8_000_000_000)
        #expect(Limits.doseCeiling == 8_500_000_000)
        #expect(Limits.doseTrip == 9_000_000_000)
        #expect(Limits.deepDoseGiveWay == 14_500_000_000)
        #expect(Limits.deepDoseCeiling == 15_000_000_000)
        #expect(Limits.deepDoseTrip == 16_000_000_000)
        #expect(Limits.cooldownTemperature == .milliCelsius(39_000))
        #expect(Limits.doseAfterPower == .seconds(120))
    }

    @Test func `output against what was asked for`() {
        #expect(Limits.powerTolerance == PerMille(rawValue: 150))
        #expect(Limits.leastPowerTolerance == .milliwatts(200))
        #expect(Limits.powerShortfallMilliseconds == 250)
        #expect(Limits.supplyScale == PerMille(rawValue: 1_500))
        #expect(Limits.supplyContradictions == 2)
        #expect(Limits.powerPeak == PerMille(rawValue: 1_400))
        #expect(Limits.afterHeatMilliseconds == 20_000)
        #expect(Limits.strayPower == .milliwatts(100))
        #expect(Limits.strayCurrent == .microamps(500))
        #expect((Limits.strayRise, Limits.strayRiseMilliseconds) == (29, 10_000))
        #expect(Limits.currentTolerance == PerMille(rawValue: 100))
        #expect(Limits.leastCurrentTolerance == .milliamps(1))
        #expect(Limits.deviatingPulses == 3)
        #expect(Limits.currentExcess == PerMille(rawValue: 200))
        #expect((Limits.stageVoltage, Limits.compliance) == (100, 90))
        #expect(Limits.outerPulseLimits == (300, 500))
        #expect(Limits.residue == .nanocoulombs(500))
        #expect(Limits.residueShare == PerMille(rawValue: 100))
        #expect(Limits.leastResidue == .nanocoulombs(10))
        #expect(Limits.residualDensity == 10_000)
        #expect(Limits.lostPulses == 3)
        #expect(Limits.chargeBudget == PerMille(rawValue: 1_300))
        #expect(Limits.budgetWarning == PerMille(rawValue: 900))
    }

    @Test func `sensors`() {
        #expect(Limits.sensorAgreement == .millikelvin(1_000))
        #expect(Limits.risePerSecond == 350)
        #expect(Limits.leastNoise == PerMille(rawValue: 250))
        #expect(Limits.leastNoiseOfAll == .millikelvin(1))
        #expect(Limits.greatestNoise == 20)
        #expect(Limits.greatestNoiseOfAll == .millikelvin(500))
        #expect(Limits.fallUnderPower == .millikelvin(400))
        #expect(Limits.fallOfModel == .millikelvin(50))
        #expect(Limits.leastExpectedRise == .millikelvin(600))
        #expect(Limits.answerShare == PerMille(rawValue: 600))
        #expect(Limits.leastExpectedRiseMonopolar == .millikelvin(1_000))
        #expect(Limits.answerShareMonopolar == PerMille(rawValue: 75))
        #expect(Limits.leastSkinTemperature == .milliCelsius(32_000))
        #expect((Limits.swapRise, Limits.swapStill) == (.millikelvin(60), .millikelvin(30)))
        #expect(Limits.swapEnergy == .millijoulesPerSquareCentimetre(100))
        #expect(Limits.swapEnergyRatio == 4)
        #expect(Limits.swapCrossing == .millikelvin(300))
        #expect(Limits.reference == .celsius(37))
        #expect((Limits.referenceWarning, Limits.referenceTrip) == (.millikelvin(100), .millikelvin(200)))
    }
}
