import Testing
import Treatment
import Units

@testable import Control

@Suite("The intensity of a zone, as a share of its titrated range")
struct IntensityControlTests {
    /// From 4 to 14 mA, under a plan of 20 mA.
    private static func control(
        intensity: Int32 = 600, cap: Int32 = 20
    ) throws -> IntensityControl {
        let range = try #require(IntensityRange(threshold: .milliamps(4), maximum: .milliamps(14)))
        return IntensityControl(range: range, cap: .milliamps(cap), intensity: PerMille(rawValue: intensity))
    }

    private static let whole = CurrentRamp(from: .milliamps(20), to: .milliamps(20))

    /// Hazard: HAZ-U2.
    @Test func `rises by 5 per cent of the range in a second, and not beyond what is wanted`() throws {
        var control = try Self.control()
        #expect(control.current == .milliamps(4))
        for second in 1...11 as ClosedRange<Int32> {
            for _ in 0..<20 { control.advance() }
            #expect(control.current == .microamps(4_000 + second * 500))
        }
        for _ in 0..<40 { control.advance() }
        #expect(control.current == .milliamps(10))
    }

    @Test func `within a segment the amplitude goes on from where the one before ended`() throws {
        var control = try Self.control()
        var last = Current.milliamps(4)
        for _ in 0..<300 {
            control.advance()
            let given = try #require(control.applied(to: Self.whole))
            #expect(given.start == last)
            #expect(given.end >= given.start && given.end - given.start <= .microamps(25))
            last = given.end
        }
    }

    /// Hazard: HAZ-U2.
    @Test func `falls for the whole of the next segment, and begins at the threshold after a pause`() throws {
        var control = try Self.control()
        for _ in 0..<300 { control.advance() }
        control.set(PerMille(rawValue: 100))
        control.advance()
        #expect(control.applied(to: Self.whole) == CurrentRamp(from: .milliamps(5), to: .milliamps(5)))
        control.beginOutput()
        #expect(control.current == .milliamps(4))
        control.advance()
        #expect(control.applied(to: Self.whole)?.start == .milliamps(4))
    }

    /// Hazard: HAZ-U2.
    @Test func `is never more than the plan's current, whatever was found and whatever is wanted`() throws {
        for (cap, intensity) in [(9, 1000), (9, 5000), (14, 1000), (3, 0)] as [(Int32, Int32)] {
            var control = try Self.control(intensity: intensity, cap: cap)
            for _ in 0..<500 {
                control.advance()
                #expect(control.current <= .milliamps(cap))
                let ramp = CurrentRamp(from: .milliamps(cap), to: .milliamps(cap))
                let given = try #require(control.applied(to: ramp))
                #expect(max(given.start, given.end) <= .milliamps(cap))
            }
        }
    }

    /// Hazard: HAZ-U2.
    @Test func `who asks for less while it rises gets no more than there is`() throws {
        var control = try Self.control(intensity: 600)
        control.set(PerMille(rawValue: 590))
        #expect(control.target.rawValue == 590, "nothing was felt yet")
        for _ in 0..<20 { control.advance() }
        #expect(control.share.rawValue == 50)
        control.set(PerMille(rawValue: 580))
        #expect(control.target.rawValue == 50)
        for _ in 0..<100 { control.advance() }
        #expect(control.current == .microamps(4_500))
        control.set(PerMille(rawValue: 20))
        #expect(control.current == .microamps(4_200), "at once, also in a rest")
        control.set(PerMille(rawValue: 40))
        #expect(control.target.rawValue == 40 && control.current == .microamps(4_200))
    }

    @Test func `the ramps of a contraction keep their shape`() throws {
        var control = try Self.control(intensity: 0)
        control.advance()
        let given = control.applied(to: CurrentRamp(from: .microamps(400), to: .milliamps(10)))
        #expect(given == CurrentRamp(from: .microamps(80), to: .milliamps(2)))
    }

    /// Hazard: HAZ-U2.
    @Test func `without a titration the plan's current is given, nothing at zero, and what is lowered rises anew`()
        throws
    {
        #expect(IntensityControl(untitrated: .zero) == nil)
        var control = try #require(IntensityControl(untitrated: .milliamps(20)))
        for _ in 0..<3 {
            control.advance()
            #expect(control.applied(to: Self.whole) == Self.whole)
        }
        control.set(PerMille(rawValue: 500))
        control.advance()
        #expect(control.applied(to: Self.whole) == CurrentRamp(from: .milliamps(10), to: .milliamps(10)))
        control.set(PerMille(rawValue: 520))
        for second in [10_050, 10_100] as [Int32] {
            control.advance()
            #expect(control.current == .microamps(second))
        }
        control.set(.zero)
        control.advance()
        #expect(control.applied(to: Self.whole) == nil)
        control.set(.whole)
        control.beginOutput()
        for _ in 0..<20 { control.advance() }
        #expect(control.current == .milliamps(1))
    }
}
