import Conformance
import Device
import Testing
import Units
import Wire
import World

/// How an examination goes on and ends.
@Suite struct ExaminationTests {
    private func examination(_ line: VirtualLine) -> Examination {
        Examination(line: line, hostInstance: 77, today: 20_500) { _ in }
    }

    @Test func `the device says who it is before the first check`() throws {
        let examination = examination(VirtualLine())
        let device = try #require(try examination.meet())
        #expect(device.model == "MYO-SIM 4")
        #expect(device.serialNumber == "SIM-0001")
        #expect(device.firmware == "1.0.0")
        #expect(device.zones.count == 4)
        #expect(device.answer.bootID == 0xB007)
    }

    @Test func `behind every check the last that goes out is a STOP run`() throws {
        let line = VirtualLine()
        let examination = examination(line)
        _ = try examination.meet()
        for check in Check.all.prefix(8) {
            _ = examination.make(check)
            #expect(line.sent.suffix(32).allSatisfy { $0 == 0 }, "\(check.id)")
        }
    }

    @Test func `behind every check the device gives nothing`() throws {
        let line = VirtualLine()
        let examination = examination(line)
        _ = try examination.meet()
        for check in Check.all {
            _ = examination.make(check)
            _ = try line.receive(until: line.now + .milliseconds(20))
            #expect(line.device.applicator.state == .halted, "\(check.id)")
        }
    }

    @Test func `a check on a line that goes away is skipped, and says why`() throws {
        let line = VirtualLine()
        let examination = examination(line)
        _ = try examination.meet()
        line.goesAway = line.now + .milliseconds(10)
        let result = examination.make(try #require(Check.all.first))
        #expect(result.outcome == .skipped)
        #expect(result.detail == "the line is gone: the cable was pulled")
    }

    @Test func `no two checks have one name, and each names sections of the document`() {
        #expect(Set(Check.all.map(\.id)).count == Check.all.count)
        for check in Check.all {
            #expect(check.id.allSatisfy { $0.isLowercase || $0 == "-" }, "\(check.id)")
            for section in check.section.split(separator: ", ") {
                #expect(section.allSatisfy { $0.isNumber || $0 == "." }, "\(check.id): \(section)")
            }
        }
    }
}
