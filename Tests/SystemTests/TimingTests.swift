import ControlSocket
import Glibc
import Testing
import Varlink

extension RealPrograms {
    /// What the workstation and the line can do: measured, shown, recorded, and a reason to refuse.
    @Suite struct TimingTests {
        @Test func `a daemon that stands still for 300 ms finds the device at zero by its lease, and itself tripped`()
            async throws
        {
            try await Bench.run { bench in
                let simulator = try await bench.simulator()
                let daemon = try await bench.daemon()
                try await bench.until(state: "ready")
                try await bench.reachOutput(Plans.seconds(29))
                daemon.send(SIGSTOP)
                // Real programs in real time: that nothing happens for so long is what is tested.
                try await Task.sleep(for: .milliseconds(300))
                daemon.send(SIGCONT)
                let tripped = try await bench.until("a trip", blamesMachine: false) { $0.state == "tripped" }
                #expect(tripped.firstCause == "schedulerLate", "\(tripped)")
                #expect(tripped.outputIsZero == true)
                let truth = try await bench.settledTruth(of: simulator)
                let after = try #require(truth.outputAfterJudgement)
                print("RealPrograms: the last output was \(after) µs after the last judged sample")
                #expect((0...210_000).contains(after))
                #expect(truth.outputWithoutLeaseMicroseconds == 0)
                let later = try await bench.settledTruth(of: simulator)
                #expect(later.lastOutputAtMicroseconds == truth.lastOutputAtMicroseconds)
                try await bench.until("the trip to stay", blamesMachine: false) { $0.state == "tripped" }
                let record = try await bench.record(1)
                #expect(record.record.firstCause == "schedulerLate")
            }
        }

        @Test func `a slow line with a bridge that keeps bytes is refused with the sum and its parts`() async throws {
            try await Bench.run { bench in
                let slow = ["--baud", "460800"]
                _ = try await bench.simulator(
                    options: slow + ["--usb", "ftdi", "--latency-timer", "16ms", "--jitter", "8ms"])
                _ = try await bench.daemon(options: slow)
                try await bench.until(state: "ready")
                let path = try await bench.load(Plans.seconds(15))
                let refused = try await bench.tool("arm", path, "--json", "--timeout", "30")
                #expect(refused.code == 5, "\(refused)")
                let answer = try refused.json()
                #expect(answer["error"] == "io.myotherm.Controller.LineTooSlow", "\(refused)")
                #expect(refused.output.contains("latency timer"), "\(refused)")
                let status = try await bench.status()
                let chain = try #require(status.timing.hazardToZero)
                #expect(chain.sumMicroseconds > chain.limitMicroseconds && chain.limitMicroseconds == 20_000)
                #expect(chain.roundTripMicroseconds > 8_000)
                #expect(status.state == "loaded" && status.outputIsZero == true)
            }
        }

        @Test func `a treatment's record holds what was granted, the chain, and every histogram`() async throws {
            try await Bench.run { bench in
                _ = try await bench.simulator()
                _ = try await bench.daemon()
                try await bench.until(state: "ready")
                try await bench.reachOutput(Plans.seconds(29))
                let live = try await bench.tool("timing", "--json")
                #expect(live.code == 0)
                let words = try await bench.tool("timing")
                for word in ["real-time class", "round trip", "hazard to zero", "p99.9"] {
                    #expect(words.output.contains(word), "\(words)")
                }
                try await bench.command("stop")
                try await bench.until(state: "finished")
                let events = try await bench.record(1).events
                let granted = try #require(events.first { $0.kind == "hostGranted" })
                #expect(granted.detail["realtime"] != nil && granted.detail["memory"] != nil)
                let chain = try #require(events.first { $0.kind == "hazardToZero" })
                guard case .integer(let sum)? = chain.detail["sumMicroseconds"] else {
                    Issue.record("\(chain)")
                    return
                }
                #expect((5_000...20_000).contains(sum))
                let timing = try #require(events.first { $0.kind == "timing" })
                for name in ["ticks", "releases", "queued", "reactions", "roundTrips", "leaseMargins"] {
                    guard case .object(let histogram)? = timing.detail[name],
                        case .array(let bins)? = histogram["binsBelowMicroseconds"],
                        case .integer(let count)? = histogram["count"]
                    else {
                        Issue.record("no \(name) in \(timing)")
                        continue
                    }
                    let counted = bins.reduce(Int64(0)) { sum, bin in
                        guard case .array(let pair) = bin, case .integer(let count)? = pair.last else { return sum }
                        return sum + count
                    }
                    #expect(count > 0 && counted == count, "\(name)")
                }
            }
        }

        @Test func `without a real-time class it runs and says what it was refused`() async throws {
            try await Bench.run { bench in
                _ = try await bench.simulator()
                // As root every class is granted: a process that gave its privileges away is refused.
                let unprivileged =
                    geteuid() == 0 ? ["/usr/bin/setpriv", "--bounding-set=-all", "--inh-caps=-all"] : []
                let daemon = try await bench.daemon(through: unprivileged)
                try await bench.until(state: "ready")
                let host = try await bench.status().host
                #expect(host.priority == 0 && host.realtime.hasPrefix("refused"), "\(host)")
                #expect(host.memory.hasPrefix("refused"))
                #expect(host.missing.contains { $0.contains("LimitRTPRIO") })
                #expect(host.missing.contains { $0.contains("LimitMEMLOCK") })
                let token = try await bench.arm(Plans.seconds(15))
                try await bench.command("start", "--token", token)
                try await bench.command("stop")
                try await bench.until(state: "finished")
                daemon.send(SIGTERM)
                #expect(try await daemon.end(within: .seconds(15)) == .exited(0))
            }
        }

        @Test(.enabled(if: Programs.python != nil, "set MYOTHERM_PYTHON to a python that has the module `jeepney`"))
        func `the workstation is kept awake from the check before arming to the end, and not longer`() async throws {
            let python = try #require(Programs.python)
            let script = try #require(Programs.script("logind.py"))
            try await Bench.run { bench in
                let manager = try bench.start(python, [script, bench.directory])
                let address: String = try await eventually("the login manager", within: .seconds(10)) {
                    let line = manager.output.split(separator: "\n").first { $0.hasPrefix("ready ") }
                    return line.map { String($0.dropFirst(6)) }
                }
                _ = try await bench.simulator()
                _ = try await bench.daemon(through: ["/usr/bin/env", "DBUS_SYSTEM_BUS_ADDRESS=\(address)"])
                try await bench.until(state: "ready")
                #expect(!manager.output.contains("taken"))
                #expect(try await bench.status().host.awake == "notAsked")
                try await bench.reachOutput(Plans.seconds(29))
                #expect(try await bench.status().host.awake == "granted")
                #expect(manager.output.contains("taken sleep:handle-lid-switch myothermd"))
                #expect(!manager.output.contains("released"))
                try await bench.command("stop")
                try await bench.until(state: "finished")
                try await eventually("the release", within: .seconds(5)) {
                    manager.output.contains("released") ? true : nil
                }
            }
        }
    }
}
