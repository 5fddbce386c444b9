import ControlSocket
import Testing
import Varlink

/// What the tool said.
struct ToolAnswer: Sendable {
    let code: Int32
    let output: String
    let complaints: String

    /// The one JSON object on standard output.
    func json() throws -> JSONValue { try JSONValue(parsing: output) }
}

/// The command line, as an operator uses it.
extension Bench {
    /// Runs the tool to its end.
    @discardableResult
    func tool(_ arguments: String..., at socket: String? = nil) async throws -> ToolAnswer {
        try await tool(arguments, at: socket)
    }

    func tool(_ arguments: [String], at socket: String? = nil) async throws -> ToolAnswer {
        let address: [String] =
            switch arguments.prefix(2) {
            case ["plan", "check"]: []
            case ["plan", "approve"]: ["--address", socket ?? prescribeSocket]
            default: ["--address", socket ?? self.socket]
            }
        return try await answer(of: start("myothermctl", arguments + address))
    }

    /// What the tool said, once it has ended.
    func answer(of child: Child) async throws -> ToolAnswer {
        guard case .exited(let code) = try await child.end(within: .seconds(30)) else {
            throw BenchError.endedEarly(program: "myothermctl", child.complaints)
        }
        return ToolAnswer(code: code, output: child.output, complaints: child.complaints)
    }

    /// Runs the tool for something that must not be refused.
    ///
    /// - Throws: `Overload` when the machine has tripped the daemon meanwhile.
    @discardableResult
    func command(_ arguments: String...) async throws -> ToolAnswer {
        let answer = try await tool(arguments)
        if answer.code != 0 { try await status() }
        try #require(answer.code == 0, "\(arguments): \(answer)")
        return answer
    }

    /// Writes an assessment, without one that of a patient of today against whom nothing stands; gives its path.
    func assess(_ text: String? = nil) throws -> String {
        let path = "\(directory)/assessment.yaml"
        try TextFile.write(try text ?? Assessments.clear(), to: path)
        return path
    }

    /// Writes a plan and has it approved: the approval stands beside it.
    ///
    /// - Returns: the plan's path.
    @discardableResult
    func approve(_ plan: String, as name: String = "plan", by assessment: String? = nil) async throws -> String {
        let path = "\(directory)/\(name).yaml"
        try TextFile.write(plan, to: path)
        let papers = try assess(assessment)
        try await command("plan", "approve", path, "--name", "Dr. A. Muster", "--assessment", papers, "--replace")
        return path
    }

    /// Arms the plan at a path, which was loaded; gives the token.
    func armLoaded(_ path: String, options: [String] = []) async throws -> String {
        let armed = try await tool(["arm", path, "--json", "--timeout", "25"] + options)
        if let overload = Overload(armed) { throw overload }
        try #require(armed.code == 0, "\(armed)")
        return try #require(try armed.json()["token"]?.string)
    }

    /// Loads a plan, approved.
    ///
    /// - Returns: the plan's path.
    @discardableResult
    func load(_ plan: String) async throws -> String {
        let path = try await approve(plan)
        try await command("load", path, "--patient", Plans.patient)
        return path
    }

    /// Loads a plan and arms; gives the token.
    func arm(_ plan: String) async throws -> String {
        try await armLoaded(load(plan))
    }

    /// Loads a plan, arms and starts.
    func begin(_ plan: String) async throws {
        try await command("start", "--token", arm(plan))
    }

    /// Goes on with a paused treatment, once what paused it has healed.
    func resume() async throws {
        try await eventually("a resume", within: .seconds(20)) {
            if try await tool("resume").code == 0 { return true }
            try await status()
            return nil
        }
    }

    /// Loads a plan, arms, starts, and waits until RF and pulses flow in at least one zone.
    func reachOutput(_ plan: String) async throws {
        try await begin(plan)
        try await until("RF and pulses") { status in
            status.state == "running" && status.outputIsZero == false
                && status.zones.contains { $0.rfMilliwatts > 0 && $0.currentMicroamps > 0 }
        }
    }
}

/// The status, as a display watches it.
extension Bench {
    /// The first status that is wanted.
    ///
    /// - Parameters:
    ///   - socket: The daemon's, unless it is the bench's own.
    ///   - blamesMachine: Whether a trip that a slow machine would explain is one; not so where the test makes it.
    /// - Throws: `Overload` when a trip comes for which the machine is to blame.
    @discardableResult
    func until(
        _ what: String, within limit: Duration = .seconds(20), at socket: String? = nil, blamesMachine: Bool = true,
        _ isWanted: (Status) -> Bool
    ) async throws -> Status {
        let deadline = SuspendingClock.now + limit
        let address = socket ?? self.socket
        let client = try await offload { try ControllerClient(address: address) }
        defer { client.close() }
        var last: Status?
        for try await update in try client.watch(intervalMs: 50, silence: .seconds(5)) {
            // Before the other: a test that waits for a trip waits for another one.
            if blamesMachine, let overload = Overload(update.reply) { throw overload }
            if isWanted(update.reply) { return update.reply }
            last = update.reply
            guard SuspendingClock.now < deadline else { break }
        }
        throw BenchError.neverCame(
            what, last: last.map { "\($0.state) \($0.firstCause ?? "") \($0.message ?? "")" } ?? "no status")
    }

    /// The status now; throws as `until`.
    @discardableResult
    func status() async throws -> Status { try await until("a status") { _ in true } }

    /// The first status in that state.
    @discardableResult
    func until(state: String, within limit: Duration = .seconds(20)) async throws -> Status {
        try await until("the state \(state)", within: limit) { $0.state == state }
    }

    /// A record as the socket shows it.
    func record(_ id: Int64) async throws -> GetRecordReply {
        let address = socket
        return try await offload {
            let client = try ControllerClient(address: address)
            defer { client.close() }
            return try client.record(id: id).reply
        }
    }
}
