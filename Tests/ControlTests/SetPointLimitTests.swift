import Safety
import Testing
import Units

@testable import Control

struct SetPointLimitTests {
    private static func outlook(
        skinRest: Int64 = Limits.doseGiveWay, deepRest: Int64 = Limits.deepDoseGiveWay, seconds: Int64 = 1080,
        skin: Double = 41, deep: Double = 42, lag: Double = 120, excess: Double = 1,
        excessPerDensity: Double = 0.018, isSettled: Bool = true
    ) -> SetPointLimit.Outlook {
        SetPointLimit.Outlook(
            skinRest: skinRest, deepRest: deepRest, heating: .seconds(seconds), skin: skin,
            deep: deep, lag: lag, excess: excess, excessPerDensity: excessPerDensity, isSettled: isSettled)
    }

    /// The limit after the same outlook for ten minutes.
    private static func settled(_ outlook: SetPointLimit.Outlook) -> SetPointLimit {
        var limit = SetPointLimit()
        for _ in 0..<12_000 { limit.pass(outlook) }
        return limit
    }

    /// Hazard: HAZ-T11.
    @Test func `a plan within its limits is followed as it is`() {
        let limit = SetPointLimitTests.settled(SetPointLimitTests.outlook())
        #expect(limit.target(for: .celsius(41)) == (.celsius(41), nil))
    }

    /// Hazard: HAZ-T11.
    @Test func `the deep layer is steered to the rate that uses up its rest`() {
        // 14.5 minutes in 20, which is 42.77 °C, less 3 °C of excess.
        let limit = SetPointLimitTests.settled(SetPointLimitTests.outlook(excess: 3))
        let (target, givesWay) = limit.target(for: .celsius(41))
        #expect((39_750...39_780).contains(target.milliCelsius))
        #expect(givesWay == .deep)
    }

    /// Hazard: HAZ-T10.
    @Test func `the skin is steered by its own dose where that is nearer`() {
        // 1 minute in 20, which is 40.84 °C.
        let limit = SetPointLimitTests.settled(SetPointLimitTests.outlook(skinRest: 1_000_000_000, excess: 0))
        let (target, givesWay) = limit.target(for: .celsius(41))
        #expect((40_820...40_850).contains(target.milliCelsius))
        #expect(givesWay == .skin)
    }

    /// Hazard: HAZ-T11.
    @Test func `a zone without a rest is let down to where nothing counts`() {
        for rest in [0, -1_000_000_000] as [Int64] {
            let limit = SetPointLimitTests.settled(SetPointLimitTests.outlook(deepRest: rest, excess: 2))
            #expect(limit.target(for: .celsius(41)).target <= .milliCelsius(36_900))
        }
    }

    /// Hazard: HAZ-T11.
    @Test func `the set-point moves smoothly when power jumps`() {
        var limit = SetPointLimitTests.settled(SetPointLimitTests.outlook(excess: 3))
        var last = limit.target(for: .celsius(41)).target
        for _ in 0..<200 {
            limit.pass(SetPointLimitTests.outlook(excess: 6))
            let next = limit.target(for: .celsius(41)).target
            #expect((last - next).millikelvin <= 3)
            last = next
        }
        #expect(last < .milliCelsius(39_700))
    }

    /// Hazard: HAZ-T11.
    @Test func `power is bounded where the warm-up would heat thick fat`() {
        var limit = SetPointLimit()
        limit.pass(SetPointLimitTests.outlook(excessPerDensity: 0.06, isSettled: false))
        // (42.77 + 1 − skin) / 0.06.
        let cold = limit.density(on: .milliCelsius(34_600), excessPerDensity: 0.06).milliwattsPerSquareCentimetre
        let warm = limit.density(on: .milliCelsius(39_000), excessPerDensity: 0.06).milliwattsPerSquareCentimetre
        #expect((150...154).contains(cold))
        #expect((77...81).contains(warm))
        #expect(limit.density(on: .celsius(44), excessPerDensity: 0.06) == .milliwattsPerSquareCentimetre(0))
    }

    /// Thick fat under the chin at 45.4 °C adds 16 equivalent minutes in six, while it cools with 500 s; a layer that cools
    /// with 120 s adds 7.
    ///
    /// Hazard: HAZ-T11.
    @Test(arguments: [(500, 12, 0), (120, 12, 77), (500, 40, 77)] as [(Double, Int64, Int32)])
    func `a layer that uses up its rest by itself gets no power`(lag: Double, rest: Int64, density: Int32) {
        var limit = SetPointLimit()
        limit.pass(
            SetPointLimitTests.outlook(
                deepRest: rest * 1_000_000_000, seconds: 240, skin: 40.8, deep: 45.4, lag: lag,
                excessPerDensity: 0.06, isSettled: false))
        let given = limit.density(on: .milliCelsius(40_800), excessPerDensity: 0.06).milliwattsPerSquareCentimetre
        #expect(density == 0 ? given == 0 : given >= 30, "\(given)")
    }
}
