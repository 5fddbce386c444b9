import Safety
import Testing
import Units

@Suite("Everything about one zone's sensors")
struct SensorWatchesTests {
    /// Eight seconds without power, the centre at 36 °C and the edge a degree below, without noise.
    private func heat(centre: Reliability = .ok, edge: Reliability = .ok) -> HeatEvidence {
        var watches = SensorWatches()
        watches.describe(area: .squareMillimetres(2_000), noise: .millikelvin(15), isMonopolar: false)
        var heat = HeatEvidence()
        for step in 0..<1_600 {
            heat = watches.add(
                centre: sensor(36_000, centre), edge: sensor(35_000, edge), slopes: (0, 0), power: .zero,
                at: .microseconds(Int64(step) * 5_000))
        }
        return heat
    }

    /// Hazard: HAZ-T4.
    @Test func `sensors that can be believed are watched for noise, for each other and for their answer`() {
        let heat = heat()
        #expect(heat.centre.noise == .zero && heat.edge.noise == .zero)
        #expect(heat.apart == .millikelvin(-1_000))
        #expect(heat.centre.brief != nil && heat.edge.brief != nil)
    }

    /// Hazard: HAZ-T3.
    @Test(arguments: [Reliability.open, .short, .range, .stale])
    func `what cannot be believed teaches nothing, of itself or of the pair`(reliability: Reliability) {
        let centre = heat(centre: reliability)
        #expect(centre.centre.noise == nil && centre.edge.noise == .zero)
        #expect(centre.apart == .zero && centre.centre.brief == nil && centre.edge.brief == nil)
        let edge = heat(edge: reliability)
        #expect(edge.edge.noise == nil && edge.centre.noise == .zero)
        #expect(edge.apart == .zero && edge.centre.brief == nil && edge.edge.brief == nil)
    }
}
