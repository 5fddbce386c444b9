import ControlSocket
import Testing
import Varlink

extension RealPrograms {
    /// Approved, titrated, treated: by the programs themselves, with an operator who looks at the status.
    @Suite struct TitrationTests {
        /// One cheek, stimulated alone, with half of what a titration finds.
        private static let plan = """
            name: One cheek
            duration: 24 s
            patient: \(Plans.patient)

            zones:
              - zone: leftCheek
                heating: none
                stimulation:
                  current: 12 mA
                  intensity: 20 %
                  rate: 50 Hz
                  width: 200 µs
                  on: 2 s
                  off: 1 s
                  rampUp: 0.5 s
                  rampDown: 0.5 s
                  from: 0 s
                  until: 24 s

            """

        /// From which current on the operator sees a contraction, and from which on it is enough, in µA.
        private static let (visible, enough): (Int64, Int64) = (1_300, 2_900)

        /// Hazard: HAZ-U1, HAZ-U2.
        @Test func `a cheek is titrated, treated by a share of what was found, and both are on record`() async throws {
            try await Bench.run { bench in
                let simulator = try await bench.simulator()
                _ = try await bench.daemon()
                try await bench.until(state: "ready")
                let path = try await bench.load(Self.plan)
                let early = try await bench.tool("arm", path, "--json")
                #expect(try early.code == 5 && early.json()["error"] == "io.myotherm.Controller.NotTitrated")
                #expect(try early.json()["zone"] == "leftCheek", "\(early)")
                let other = try await bench.tool("titrate", "arm", "forehead", path, "--json")
                #expect(try other.code == 5 && other.json()["error"] == "io.myotherm.Controller.NotTitrated")
                try await titrate(bench, path)
                let zone = try #require(try await bench.status().zones.first)
                let (threshold, maximum) = (try #require(zone.thresholdMicroamps), try #require(zone.maximumMicroamps))
                #expect(zone.titration == "found" && abs(threshold - Self.visible) <= 480, "\(zone)")
                #expect(maximum < Self.enough && maximum > threshold, "\(zone)")
                try await treat(bench, path, below: maximum)
                let titration = try await bench.record(1)
                #expect(titration.record.titratedZone == "leftCheek" && titration.record.result == "completed")
                #expect(titration.events.contains { $0.kind == "marked" && $0.actor != nil })
                let treatment = try await bench.record(2)
                #expect(treatment.record.titratedZone == nil && treatment.record.result == "completed")
                #expect(treatment.events.count { $0.kind == "intensitySet" } == 2)
                #expect(treatment.record.approvalHash == titration.record.approvalHash)
                let answer = try await bench.tool("course", "show", "--patient", Plans.patient, "--json")
                let course: GetCourseReply = try answer.json().decoded()
                #expect(course.sessions.map(\.records) == [[2]])
                #expect(course.titrations.map(\.record) == [1] && course.titrations.map(\.outcome) == ["found"])
                #expect(course.titrations.first?.pulses == titration.zones.first?.pulsesDelivered)
                #expect(try await bench.truth(of: simulator).lastOutputAtMicroseconds != nil)
            }
        }

        /// Arms for the cheek, starts, and marks what is seen until there is an end.
        private func titrate(_ bench: Bench, _ path: String) async throws {
            let armed = try await bench.tool("titrate", "arm", "leftCheek", path, "--json", "--timeout", "25")
            if let overload = Overload(armed) { throw overload }
            let token = try #require(try armed.json()["token"]?.string, "\(armed)")
            try await bench.command("start", "--token", token)
            var watched = Watched()
            while true {
                // Near the threshold half of what is shown cannot be seen, and blanks come between.
                let status = try await bench.until("a contraction, or an end", within: .seconds(120)) {
                    watched.looks(at: $0) || $0.state == "loaded"
                }
                guard status.state == "titrating" else { break }
                // Between a status and the mark the next may have come: then the daemon says so, and it does not count.
                if watched.peak >= Self.visible { try await bench.command("titrate", "seen") }
                if watched.peak >= Self.enough { try await bench.command("titrate", "maximum") }
            }
        }

        /// What the operator has seen of one presentation.
        private struct Watched {
            private(set) var number: Int64 = 0
            private(set) var peak: Int64 = 0
            private var since = SuspendingClock.now
            private var isMarked = false

            /// Whether something is to be marked now, for the first time.
            mutating func looks(at status: Status) -> Bool {
                guard status.state == "titrating", let shown = status.titration else { return false }
                if shown.number != number {
                    (number, peak, since, isMarked) = (shown.number, 0, .now, false)
                }
                let elapsed = SuspendingClock.now - since
                // What flowed at the end of the presentation before is shown for a quarter of a second more.
                if elapsed > .milliseconds(300) { peak = max(peak, status.zones.first?.currentMicroamps ?? 0) }
                guard !isMarked, elapsed > .milliseconds(1_100), peak >= TitrationTests.visible else { return false }
                isMarked = true
                return true
            }
        }

        /// Treats, with the intensity raised by a step and lowered again.
        private func treat(_ bench: Bench, _ path: String, below maximum: Int64) async throws {
            try await bench.command("start", "--token", bench.armLoaded(path))
            try await bench.until("pulses") { $0.zones.contains { $0.currentMicroamps > 0 } }
            let leap = try await bench.tool("intensity", "leftCheek", "60", "--json")
            #expect(try leap.code != 0 && leap.json()["error"] == "io.myotherm.Controller.LimitExceeded", "\(leap)")
            try await bench.command("intensity", "leftCheek", "1")
            try await bench.command("intensity", "leftCheek", "2")
            try await bench.until("an end", within: .seconds(60)) { status in
                #expect(status.zones.allSatisfy { $0.currentMicroamps <= maximum })
                return status.state == "finished"
            }
        }
    }
}
