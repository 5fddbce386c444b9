import ControlSocket
import Glibc
import Testing
import Varlink

extension RealPrograms {
    /// A treatment from its plan file to its record.
    @Suite struct TreatmentTests {
        @Test func `a treatment runs to its end and gives every pulse`() async throws {
            let plan = Plans.seconds(15)
            let pulses = Plans.pulses(inSeconds: 15)
            try await Bench.run { bench in
                let simulator = try await bench.simulator()
                let daemon = try await bench.daemon()
                try await bench.until(state: "ready")
                try await bench.begin(plan)
                let check = try await bench.tool("plan", "check", "\(bench.directory)/plan.yaml")
                #expect(check.code == 0)
                #expect(check.output.contains("\(4 * pulses) pulses"), "\(check.output)")
                let end = try await bench.until("the end", within: .seconds(60)) {
                    $0.state == "finished" || $0.state == "tripped"
                }
                #expect(end.result == "completed" && end.firstCause == nil, "\(end)")
                try await expectSummary(bench, pulses: pulses)
                try await expectRecord(bench, plan: plan, pulses: pulses)
                try await expectTruth(bench, simulator, pulses: pulses)
                daemon.send(SIGTERM)
                #expect(try await daemon.end(within: .seconds(10)) == .exited(0))
                simulator.send(SIGTERM)
                #expect(try await simulator.end(within: .seconds(10)) == .exited(0))
            }
        }

        private func expectSummary(_ bench: Bench, pulses: Int64) async throws {
            let summary = try await bench.tool("summary", "--json")
            #expect(summary.code == 0)
            let json = try summary.json()
            #expect(json["result"] == "completed")
            let zones = try #require(json["zones"]?.array)
            #expect(zones.compactMap { $0["zone"]?.string } == ["forehead", "leftCheek", "rightCheek", "submentum"])
            #expect(zones.map { $0["pulsesPlanned"]?.integer } == Array(repeating: pulses, count: 4))
            #expect(zones.map { $0["pulsesDelivered"]?.integer } == Array(repeating: pulses, count: 4))
            let watched = try await bench.tool("watch", "--until-end")
            #expect(watched.code == 0)
        }

        private func expectRecord(_ bench: Bench, plan: String, pulses: Int64) async throws {
            let list: ListRecordsReply = try await bench.tool("records", "list", "--json").json().decoded()
            let summary = try #require(list.records.first)
            #expect(list.records.count == 1)
            #expect(summary.result == "completed" && summary.firstCause == nil && summary.ended != nil)
            #expect(summary.actor != nil)
            let shown = try await bench.tool("records", "show", "\(summary.id)", "--json")
            let record: GetRecordReply = try shown.json().decoded()
            #expect(record.plan == plan)
            #expect(record.zones.map(\.pulsesDelivered) == Array(repeating: pulses, count: 4))
            #expect(record.zones.map(\.pulsesPlanned) == Array(repeating: pulses, count: 4))
            let kinds = record.events.map(\.kind)
            let intent = try #require(kinds.firstIndex(of: "intent"))
            let end = try #require(kinds.firstIndex(of: "treatmentEnded"))
            #expect(intent < end)
        }

        private func expectTruth(_ bench: Bench, _ simulator: Child, pulses: Int64) async throws {
            let truth = try await bench.truth(of: simulator)
            #expect(truth.zones.map(\.pulses) == Array(repeating: pulses, count: 4))
            #expect(truth.outputWithoutLeaseMicroseconds == 0)
            #expect(truth.energyAfterZeroDueMillijoules == 0)
            #expect(try #require(truth.zones.first).energyMillijoules > 0)
            for zone in truth.zones {
                // Two phases of at most 2.4 µC a pulse cancel each other to a thousandth.
                #expect(abs(zone.residualChargeNanocoulombs) <= pulses * 2400 / 1000, "\(zone)")
                #expect(try #require(zone.peakTissueMilliCelsius) < 43_000)
            }
        }
    }
}
