import Link
import Safety
import Testing
import Treatment
import Units
import Wire

@testable import Control

@Suite("Lines and devices that are lost on the way to output")
struct LostDeviceTests {
    /// Hazard: HAZ-L7.
    @Test func `a line lost while the device may have armed trips`() throws {
        var driven = try Driven()
        driven.beginArming()
        driven.make(.stored(true))
        for _ in 0..<100 where !driven.waits(for: { if case .arm = $0 { true } else { false } }) {
            driven.make(.answers(.done), .wait(.milliseconds(5)), .fast(.plain))
        }
        driven.make(.lineLost)
        #expect(driven.state == .tripped)
        #expect(driven.cause == .linkLost)
    }

    /// Hazard: HAZ-L7.
    @Test func `a line lost before the device was told anything only ends the arming`() throws {
        var driven = try Driven()
        driven.beginArming()
        driven.make(.lineLost)
        #expect(driven.state == .disconnected)
        #expect(driven.cause == nil)
    }

    /// Hazard: HAZ-L12.
    @Test func `a device that tripped before its self-test trips the host, once its acknowledgement had time`() throws {
        var driven = try Driven(until: .selfTesting)
        try #require(driven.state == .selfTesting)
        driven.pass(.milliseconds(195), .tripped(.overTemperature))
        #expect(driven.state == .selfTesting)
        driven.pass(.milliseconds(15), .tripped(.overTemperature))
        #expect(driven.cause == .deviceTrip)
        #expect(driven.state == .stopping || driven.state == .tripped)
    }

    /// Hazard: HAZ-L12.
    @Test func `a sound device may take its time for the self-test`() throws {
        var driven = try Driven(until: .selfTesting)
        for _ in 0..<50 { driven.make(.wait(.milliseconds(5)), .answers(.done), .fast(.plain)) }
        #expect(driven.state == .selfTesting)
        driven.live(until: .ready)
        #expect(driven.state == .ready)
        #expect(driven.cause == nil)
    }

    /// Hazard: HAZ-L12.
    @Test func `acknowledging a device's trip tells the device`() throws {
        var driven = try Driven()
        driven.hear(.tripped(.overTemperature))
        driven.pass(.milliseconds(100), .tripped(.overTemperature))
        try #require(driven.state == .tripped)
        driven.make(.asks(.acknowledge))
        driven.pass(.milliseconds(100), .tripped(.overTemperature))
        #expect(driven.waits { if case .acknowledgeTrip = $0 { true } else { false } })
    }
}
