import Control
import ControlSocket
import Daemon
import Testing
import Units

/// How punctual the control thread is, without a device.
///
/// No figure is asserted: a busy machine is late.
@Suite struct `The host check` {
    @Test func `measures every tick, and none before its time`() throws {
        let check = try HostCheck.run(
            HostCheck.Question(ticks: 120, period: .microseconds(500), priority: nil, holdsProcessor: false))
        #expect(check.quantile(0) >= .zero)
        #expect(check.quantile(0.5) <= check.quantile(0.99))
        #expect(check.quantile(0.99) <= check.quantile(1))
        #expect(check.host.priority == 0)
        #expect(check.host.realtime == "notAsked" && check.host.processor == "notAsked")
    }

    @Test func `says what was granted, or what is missing`() throws {
        let check = try HostCheck.run(
            HostCheck.Question(ticks: 100, period: .microseconds(200), priority: 10, holdsProcessor: true))
        let host = check.host
        #expect((host.realtime == "granted") == (host.priority == 10))
        let refused = [host.realtime, host.memory, host.processor, host.awake].filter { $0.hasPrefix("refused") }
        #expect(host.missing.count == refused.count)
    }
}
