import ControlSocket
import Glibc
import Testing
import Varlink

@Suite struct `The client` {
    static let idle = Status(
        state: "ready", firstCause: nil, firstFinding: nil, pauseFinding: nil, alarm: "none", message: nil, result: nil,
        phase: nil, elapsedMs: 0, durationMs: 0, outputIsZero: nil, planHash: nil, recordId: nil, device: nil,
        host: HostReport(
            realtime: "notAsked", priority: 0, memory: "notAsked", processor: "notAsked", awake: "notAsked", missing: []
        ),
        timing: TimingReport(
            ticks: none, releases: none, queued: none, reactions: none, roundTrips: none, leaseMargins: none,
            roundTripMicroseconds: nil, clockBoundMicroseconds: nil, hazardToZero: nil), zones: [])

    static let none = HistogramReport(
        count: 0, leastMicroseconds: 0, p50Microseconds: 0, p99Microseconds: 0, p999Microseconds: 0,
        greatestMicroseconds: 0)

    @Test func `reads the status as a type and as it came`() async throws {
        let daemon = try MockDaemon(["GetStatus": MockDaemon.reply(Self.idle)])
        let answer = try daemon.client().status()
        #expect(answer.reply == Self.idle)
        #expect(answer.json == (try JSONObject(encoding: Self.idle)))
        await daemon.close()
    }

    @Test func `reads every field that a status has, also where it is null`() throws {
        let written = try JSONObject(encoding: Self.idle)
        let fields = Mirror(reflecting: Self.idle).children.compactMap(\.label)
        #expect(fields.count > 20)
        for field in fields { #expect(written[field] != nil, "\(field) is not written") }
    }

    @Test func `shows the token of Arm to Start`() async throws {
        let daemon = try MockDaemon([
            "Arm": MockDaemon.reply(ArmReply(token: "0123456789abcdef", validMs: 30_000)),
            "Start": { call, reply in
                guard call.parameters["token"] == "0123456789abcdef" else {
                    reply.fail(VarlinkErrorReply(name: RefusalKind.staleToken.fullName, parameters: ["message": "no"]))
                    return
                }
                reply.succeed()
            },
        ])
        let client = try daemon.client()
        let armed = try client.arm(approval: "ab").reply
        #expect(armed.validMs == 30_000)
        #expect(try client.start(token: armed.token).json.isEmpty)
        #expect(throws: ControllerError.self) { try client.start(token: "another") }
        await daemon.close()
    }

    @Test func `resumes in two steps with the token of the first`() async throws {
        let daemon = try MockDaemon([
            "Resume": { call, reply in
                if call.parameters["token"]?.string == nil {
                    reply.succeed(["token": "feed", "validMs": 5000])
                } else {
                    reply.succeed()
                }
            }
        ])
        #expect(try daemon.client().resumeInTwoSteps().reply == ResumeReply(token: nil, validMs: nil))
        #expect(daemon.methods == ["Resume", "Resume"])
        #expect(daemon.calls.map { $0.parameters["token"]?.string } == [nil, "feed"])
        await daemon.close()
    }

    @Test func `does not resume without having been given a token`() async throws {
        let daemon = try MockDaemon(["Resume": { _, reply in reply.succeed() }])
        #expect {
            try daemon.client().resumeInTwoSteps()
        } throws: { error in
            if case .some(.misunderstanding) = error as? ControllerError { true } else { false }
        }
        #expect(daemon.methods == ["Resume"])
        await daemon.close()
    }

    @Test func `sends Stop before anything else`() async throws {
        let daemon = try MockDaemon(["Stop": MockDaemon.reply(StopReply(state: "stopping"))])
        #expect(try daemon.client().stop(reason: "test").reply.state == "stopping")
        #expect(daemon.methods == ["Stop"])
        #expect(daemon.calls.first?.parameters == ["reason": "test"])
        await daemon.close()
    }

    @Test func `leaves out what is not given`() async throws {
        let daemon = try MockDaemon([
            "Stop": MockDaemon.reply(StopReply(state: "ready")),
            "ListRecords": MockDaemon.reply(ListRecordsReply(records: [])),
            "AcknowledgeTrip": MockDaemon.reply(Nothing()),
            "GetCourse": MockDaemon.reply(
                GetCourseReply(
                    patient: "P-0001", today: "2026-11-23", course: 1, planned: 4, completed: 0, allowedFrom: nil,
                    continuesUntil: nil, completedZones: [], sessions: [], doses: [], dates: [], obstacles: [])),
        ])
        let client = try daemon.client()
        _ = try client.stop(reason: nil)
        _ = try client.records(limit: 10, before: nil)
        _ = try client.course(of: "P-0001")
        _ = try client.acknowledge(name: "A. Person")
        #expect(daemon.calls.map(\.parameters) == [[:], ["limit": 10], ["patient": "P-0001"], ["name": "A. Person"]])
        await daemon.close()
    }

    @Test(arguments: RefusalKind.allCases) func `knows every refusal with its message`(kind: RefusalKind) async throws {
        let daemon = try MockDaemon(["Pause": MockDaemon.refuse(kind, ["message": "Do this.", "state": "armed"])])
        let reply = VarlinkErrorReply(name: kind.fullName, parameters: ["message": "Do this.", "state": "armed"])
        #expect(throws: ControllerError.refused(kind, reply)) { try daemon.client().pause() }
        #expect("\(ControllerError.refused(kind, reply))" == "Do this.")
        await daemon.close()
    }

    @Test func `takes the protocol's own errors for what they are, and keeps errors that it does not know`()
        async throws
    {
        let strange = VarlinkErrorReply(name: "io.example.Strange", parameters: ["why": "x"])
        let daemon = try MockDaemon([
            "Pause": { _, reply in reply.fail(.permissionDenied) },
            "Start": { _, reply in reply.fail(.invalidParameter("token")) }, "Arm": { _, reply in reply.fail(strange) },
        ])
        let client = try daemon.client()
        #expect {
            try client.pause()
        } throws: { error in
            if case .some(.notPermitted) = error as? ControllerError { true } else { false }
        }
        #expect(throws: ControllerError.invalidParameter("token")) { try client.start(token: "x") }
        #expect(throws: ControllerError.otherRefusal(strange)) { try client.arm(approval: "ab") }
        await daemon.close()
    }

    @Test func `does not take a reply of another form for one`() async throws {
        let daemon = try MockDaemon(["Arm": { _, reply in reply.succeed(["token": 7, "validMs": 30_000]) }])
        let error = #expect(throws: ControllerError.self) { try daemon.client().arm(approval: nil) }
        guard case .misunderstanding(let method, .unexpectedField(let path, _)) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(method == "io.myotherm.Controller.Arm" && path == "token")
        await daemon.close()
    }

    @Test func `says where nobody listens`() throws {
        let error = #expect(throws: ControllerError.self) { try ControllerClient(address: "/tmp/none/such/socket") }
        #expect(error == .notConnected(.socketNotFound(path: "/tmp/none/such/socket")))
        #expect("\(String(describing: error))".contains("/tmp/none/such/socket"))
    }

    @Test func `says that an answer did not come, and nothing about what was done`() async throws {
        let waiting = Subscriber()
        let daemon = try MockDaemon(["Pause": { _, reply in waiting.take(reply) }])
        let timeout = Duration.milliseconds(20)
        let error = #expect(throws: ControllerError.self) { try daemon.client(timeout: timeout).pause() }
        #expect(error == .noAnswer(.timedOut(method: "io.myotherm.Controller.Pause", after: timeout)))
        #expect(error?.description.contains("not known") == true)
        await daemon.close()
    }

    @Test(.enabled(if: geteuid() != 0, "root may connect to every socket"))
    func `says who may use a socket that keeps this user out`() async throws {
        let daemon = try MockDaemon(mode: 0o000, [:])
        let error = #expect(throws: ControllerError.self) { try daemon.client() }
        guard case .notPermitted(let reason) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(reason.contains("group"))
        await daemon.close()
    }

    @Test func `stops on a second connection while the first one watches`() async throws {
        let watcher = Subscriber()
        let idle = try JSONObject(encoding: Self.idle)
        var later = idle
        later["state"] = "finished"
        let finished = later
        let daemon = try MockDaemon([
            "WatchStatus": { _, reply in
                watcher.take(reply)
                reply.offer { _ in idle }
            },
            "Stop": MockDaemon.reply(StopReply(state: "stopping")),
        ])
        var updates = try daemon.client().watch(intervalMs: 100, silence: .seconds(300)).makeAsyncIterator()
        #expect(try await updates.next()?.reply == Self.idle)
        #expect(try daemon.client().stop(reason: nil).reply.state == "stopping")
        #expect(daemon.calls.first?.parameters == ["intervalMs": 100])
        watcher.reply?.offer { _ in finished }
        #expect(try await updates.next()?.reply.state == "finished")
        watcher.reply?.succeed(idle)
        #expect(try await updates.next()?.reply == Self.idle)
        #expect(try await updates.next() == nil)
        await daemon.close()
    }
}
