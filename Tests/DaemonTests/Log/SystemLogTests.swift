import Dispatch
import Safety
import Synchronization
import Testing
import Treatment
import Units
import Wire

@testable import Control
@testable import Daemon

/// The log as the daemon uses it.
@Suite(.timeLimit(.minutes(1))) struct `The system's log` {
    /// Collects entries.
    final class Reader: Sendable {
        let entries = Mutex<[LogEntry]>([])
        var messages: [String] { entries.withLock { $0.map(\.message) } }
        func log() -> SystemLog { SystemLog { [self] entry in entries.withLock { $0.append(entry) } } }
    }

    private func snapshot(serial: StaticString?) -> Snapshot {
        var snapshot = Machine(hostInstance: 7).snapshot(at: .zero)
        guard let serial else { return snapshot }
        snapshot.device.device = DeviceDescription(
            model: ShortText("Model"), serialNumber: ShortText(serial),
            firmware: FirmwareVersion(major: 1, minor: 2, patch: 3), zoneCount: 1, sampleRateHertz: 100,
            traits: DeviceTraits(bits: 0), shutOffCount: 2, radioFrequencyKilohertz: 1000,
            singleFaultDensity: .zero, quietMicroseconds: 0, calibrationDay: 0, calibrationDueDay: 0,
            calibrationHash: 0)
        return snapshot
    }

    @Test func `tells when a device has said who it is, when it is gone, and when another one comes`() {
        let reader = Reader()
        let log = reader.log()
        for serial in [nil, "A1", "A1", nil, nil, "B2", "C3"] as [StaticString?] { log.see(snapshot(serial: serial)) }
        log.close()
        #expect(
            reader.messages == [
                "device A1 (Model, firmware 1.2.3)", "device A1 is gone, or has started anew",
                "device B2 (Model, firmware 1.2.3)", "device B2 is gone, or has started anew",
                "device C3 (Model, firmware 1.2.3)",
            ])
        #expect(reader.entries.withLock { $0.map { $0[.deviceSerial] } } == ["A1", "A1", "B2", "B2", "C3"])
    }

    @Test func `leaves to the record what is no event for a log`() {
        let reader = Reader()
        let log = reader.log()
        let callers = PendingAnswers()
        log.note(.timing, callers: callers)
        log.note(.deviceIdentified(boot: 1), callers: callers)
        log.note(.dose(.forehead, skinMilliminutes: 1, deepMilliminutes: 1), callers: callers)
        log.note(.entered(.running), callers: callers)
        log.close()
        #expect(reader.messages == ["state running"])
    }

    @Test func `names the record from its first entry to the beginning of the next treatment`() {
        let reader = Reader()
        let log = reader.log()
        let callers = PendingAnswers()
        log.setRecord(4)
        log.note(.entered(.running), callers: callers)
        log.note(.treatmentEnded(.completed, cause: nil), callers: callers)
        log.note(.treatmentBegan(program: .none, zones: .all, device: 1, request: .machine), callers: callers)
        log.setRecord(5)
        log.note(.entered(.finished), callers: callers)
        log.close()
        #expect(reader.entries.withLock { $0.map { $0[.record] } } == ["4", "4", nil, "5"])
    }

    @Test func `keeps nobody waiting for a reader who does not read, and tells what was lost`() {
        let mayGoOn = DispatchSemaphore(value: 0)
        let reader = Reader()
        let log = SystemLog { entry in
            mayGoOn.wait()
            reader.entries.withLock { $0.append(entry) }
        }
        for number in 0..<2000 { log("line \(number)") }
        log(.outputNotConfirmed, "now")
        for _ in 0..<2000 { mayGoOn.signal() }
        log.close()
        let entries = reader.entries.withLock { $0 }
        let told = entries.filter { $0.message.hasPrefix("line") }.count
        let lost = entries.compactMap { $0[.lost].flatMap { Int($0) } }.reduce(0, +)
        #expect(told + lost == 2000)
        #expect(lost > 1500 && entries.last?.message == "now" && entries.last?.priority == .alert)
        log("after its end")
        log.close()
    }

    @Test func `goes to the journal only where standard error does`() {
        #expect(LogOutput.isStream("9:12345", device: 9, inode: 12_345))
        #expect(!LogOutput.isStream("9:12346", device: 9, inode: 12_345))
        for text in ["", "9", "9:", ":12345", "9:12345:", "a:b", "9:12345 "] {
            #expect(!LogOutput.isStream(text, device: 9, inode: 12_345), "\(text)")
        }
    }
}
