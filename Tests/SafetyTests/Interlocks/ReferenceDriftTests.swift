import Safety
import Testing
import Units

struct ReferenceDriftTests {
    /// Hazard: HAZ-T9.
    @Test func `the reference is told at half its limit and trips beyond the whole`() {
        func found(_ off: Int32) -> Finding? { onlyFinding(of: verdict { $0.reference = .milliCelsius(37_000 + off) }) }
        for sign in [Int32(1), -1] {
            #expect(found(100 * sign) == nil)
            #expect(found(101 * sign) == Finding(.referenceDrift, .warn, value: Int64(101 * sign), limit: 100))
            #expect(found(200 * sign) == Finding(.referenceDrift, .warn, value: Int64(200 * sign), limit: 100))
            #expect(found(201 * sign) == Finding(.referenceDrift, .trip, value: Int64(201 * sign), limit: 200))
        }
        #expect(verdict { $0.reference = nil } == Verdict())
    }
}
