import ControlSocket
import Glibc
import Testing
import Varlink

extension RealPrograms {
    /// The daemon's log in a real journal.
    @Suite(
        .enabled(
            if: JournalBed.isPossible,
            "a journal of the tests' own needs root and systemd-journald"))
    struct JournalTests {
        @Test func `a treatment and its trip stand in the journal with their fields, and the catalog explains them`()
            async throws
        {
            try await Bench.run { bench in
                let journal = try await JournalBed(bench)
                let simulator = try await bench.simulator()
                let daemon = try await bench.daemon(through: journal.service)
                try await bench.until(state: "ready")
                try await bench.reachOutput(Plans.seconds(29))
                simulator.send(SIGKILL)
                try await bench.until(state: "tripped")
                try await bench.command("ack", "--name", "Dr. Anna")
                daemon.send(SIGTERM)
                #expect(try await daemon.end(within: .seconds(15)) == .exited(0))
                #expect(daemon.complaints == "", "nothing goes to standard error beside the journal")

                let entries = try await journal.entries()
                func entry(_ event: String, _ field: String, _ value: String) throws -> JSONValue {
                    try #require(
                        entries.first { $0["MYOTHERM_EVENT"] == .string(event) && $0[field] == .string(value) },
                        "no \(event) with \(field)=\(value): \(entries.map(\.text))")
                }
                let device = try entry("deviceIdentified", "PRIORITY", "5")
                let serial = try #require(device["MYOTHERM_DEVICE_SERIAL"]?.string)
                _ = try entry("stateEntered", "MYOTHERM_STATE", "running")
                _ = try entry("treatmentBegan", "MYOTHERM_DEVICE_SERIAL", serial)
                let trip = try entry("finding", "MYOTHERM_CAUSE", "linkLost")
                #expect(trip["PRIORITY"] == "3" && trip["MYOTHERM_REACTION"] == "trip", "\(trip.text)")
                #expect(trip["MYOTHERM_DEVICE_SERIAL"] == .string(serial) && trip["MYOTHERM_RECORD"] == "1")
                #expect(trip["MYOTHERM_HINT"]?.string?.isEmpty == false && trip["_TRANSPORT"] == "journal")
                _ = try entry("treatmentEnded", "MYOTHERM_RESULT", "tripped")
                _ = try entry("deviceLost", "MYOTHERM_DEVICE_SERIAL", serial)
                let acknowledged = try entry("tripAcknowledged", "MYOTHERM_ACTOR", "Dr. Anna")
                #expect(acknowledged["MYOTHERM_ACTOR_UID"] == "0" && acknowledged["MYOTHERM_CAUSE"] == "linkLost")

                let catalog = try bench.start("myothermd", ["catalog"])
                #expect(try await catalog.end(within: .seconds(10)) == .exited(0))
                let text = try await journal.explained(by: catalog.output)
                for part in [
                    "Subject: The connection to the device is lost.", "(linkLost) at the zone none", "HAZ-L7",
                    "Subject: A treatment has ended: tripped", "Subject: The device \(serial) is gone",
                    "Subject: Dr. Anna acknowledged a trip",
                ] {
                    #expect(text.contains(part), "\(part) is missing: \(text)")
                }
                #expect(!text.contains("@MYOTHERM"), "every field that a text names is there")
            }
        }

        @Test func `a journal that hangs holds up neither the treatment nor the stop`() async throws {
            try await Bench.run { bench in
                let journal = try await JournalBed(bench)
                _ = try await bench.simulator()
                let daemon = try await bench.daemon(through: journal.service)
                try await bench.until(state: "ready")
                journal.hang(true)
                try await bench.reachOutput(Plans.seconds(29))
                try await bench.command("stop")
                let end = try await bench.until(state: "finished")
                #expect(end.result == "stopped" && end.outputIsZero == true, "\(end)")
                daemon.send(SIGTERM)
                #expect(try await daemon.end(within: .seconds(15)) == .exited(0))
                journal.hang(false)
            }
        }
    }
}
