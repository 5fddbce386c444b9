import Safety
import Testing
import Units

struct NoisyLineTests {
    /// Hazard: HAZ-L2.
    @Test(
        arguments: [
            (4, 1000, nil), (5, 1000, .warn), (100, 1000, .warn), (101, 1000, .trip), (5, 50, .warn), (5, 49, .trip),
            (20, 200, .warn), (21, 200, .trip), (5, 5, .trip),
        ] as [(Int64, Int64, Reaction?)])
    func `five damaged frames are told and more than a tenth trips`(damaged: Int64, frames: Int64, expected: Reaction?)
    {
        let verdict = verdict { evidence in
            evidence.damagedFrames = damaged
            evidence.frames = frames
        }
        #expect(findings(of: verdict).map(\.reaction) == [expected].compactMap { $0 })
        #expect(verdict.leading.map(\.cause) == expected.map { _ in .lineNoisy })
    }
}
