import ControlSocket
import Glibc
import Testing

extension RealPrograms {
    /// One daemon owns a line, a socket and a state directory.
    @Suite struct OwnershipTests {
        @Test func `a second daemon on the same line, socket or state directory is refused by name`() async throws {
            try await Bench.run { bench in
                _ = try await bench.simulator()
                let first = try await bench.daemon()
                try await bench.until(state: "ready")
                let other = "\(bench.directory)/other"

                let sameSocket = try bench.startDaemon(socket: bench.socket, state: "\(other)-state-1")
                #expect(try await sameSocket.end(within: .seconds(10)) == .exited(1))
                #expect(sameSocket.complaints.contains(bench.socket), "\(sameSocket.complaints)")

                let sameState = try bench.startDaemon(socket: "\(other)-socket-2", state: bench.state)
                #expect(try await sameState.end(within: .seconds(10)) == .exited(1))
                #expect(sameState.complaints.contains(bench.state), "\(sameState.complaints)")

                _ = try await bench.daemon(socket: "\(other)-socket-3", state: "\(other)-state-3")
                let status = try await bench.until("a refusal", at: "\(other)-socket-3") { $0.message != nil }
                #expect(status.state == "disconnected")
                #expect(
                    status.message?.contains("in use by process \(first.processID) (myothermd)") == true, "\(status)")

                #expect(first.poll() == nil)
                #expect(try await bench.status().state == "ready")
            }
        }
    }
}
