internal import Glibc
public import Varlink

/// A reply as its type, and as the socket carried it.
public struct Answer<Reply: Sendable>: Sendable {
    /// The reply.
    public let reply: Reply
    /// The same, with every member that the daemon sent.
    public let json: JSONObject
}

/// One connection to the daemon, with a function for each method that blocks the calling thread until the answer.
///
/// Calls on one connection are answered in order, and one that watches takes no others: a program that watches keeps a
/// second connection for Stop. Nothing is sent before the first call, so that a Stop on a fresh connection is the
/// first thing that the daemon hears.
public final class ControllerClient: Sendable {
    /// How long a call waits for its answer unless told otherwise.
    public static let standardTimeout = Duration.seconds(10)
    /// The pause before the next attempt while the daemon's queue of connections is full.
    private static let retryMicroseconds: UInt32 = 2000

    private let connection: VarlinkClient
    private let timeout: Duration

    /// Connects to the daemon; while more clients wait than the kernel queues, tries again for as long as `timeout`.
    ///
    /// - Parameters:
    ///   - address: The socket's path, or `unix:` and the path; see ``ControllerAddress``.
    ///   - timeout: How long each call waits for its answer.
    /// - Throws: ``ControllerError/notConnected(_:)``, ``ControllerError/notPermitted(_:)``.
    public init(address: String, timeout: Duration = standardTimeout) throws(ControllerError) {
        let deadline = SuspendingClock.now + timeout
        self.timeout = timeout
        while true {
            do throws(VarlinkError) {
                connection = try VarlinkClient.connectAndWait(to: address)
                return
            } catch {
                guard case .serverBusy = error, SuspendingClock.now < deadline else {
                    throw ControllerError(error, method: "connect")
                }
                usleep(Self.retryMicroseconds)
            }
        }
    }

    /// Calls a method and waits for its answer.
    ///
    /// - Throws: every case of ``ControllerError`` but ``ControllerError/cancelled(method:)``.
    public func call<Parameters, Reply>(
        _ method: ControllerMethod<Parameters, Reply>, _ parameters: Parameters
    ) throws(ControllerError) -> Answer<Reply> {
        do throws(VarlinkError) {
            let arguments = try JSONObject(encoding: parameters)
            let json = try connection.callAndWait(method.fullName, arguments, timeout: timeout)
            return Answer(reply: try JSONValue.object(json).decoded(), json: json)
        } catch {
            throw ControllerError(error, method: method.fullName)
        }
    }

    /// Watches the status; the call is on its way when this returns, and the connection takes no other from here on.
    ///
    /// - Parameters:
    ///   - intervalMs: The shortest time between two updates, 50 to 1000 ms; nil for the daemon's own.
    ///   - silence: The longest time between two updates; the daemon sends one at least every second.
    public func watch(intervalMs: Int64?, silence: Duration) throws(ControllerError) -> StatusUpdates {
        let method = ControllerMethod<WatchParameters, Status>.watchStatus.fullName
        do throws(VarlinkError) {
            let parameters = try JSONObject(encoding: WatchParameters(intervalMs: intervalMs))
            return StatusUpdates(replies: connection.callMore(method, parameters, silence: silence), method: method)
        } catch {
            throw ControllerError(error, method: method)
        }
    }

    /// Closes the connection; closing twice is allowed.
    public func close() { connection.close() }
}

// Each of these throws as ``ControllerClient/call(_:_:)`` does.
extension ControllerClient {
    /// The state of everything.
    public func status() throws(ControllerError) -> Answer<Status> { try call(.getStatus, Nothing()) }

    /// How punctual workstation and line are, with every bin of the histograms.
    public func timing() throws(ControllerError) -> Answer<TimingReply> { try call(.getTiming, Nothing()) }

    /// Has the daemon screen, and seal that this user stands behind a plan.
    public func approve(_ parameters: ApprovePlanParameters) throws(ControllerError) -> Answer<ApprovePlanReply> {
        try call(.approvePlan, parameters)
    }

    /// Gives the daemon a plan; `name` is what messages call it, `patient` who is treated, `approval` what stands behind it.
    public func load(
        text: String, name: String?, patient: String? = nil, approval: String? = nil
    ) throws(ControllerError) -> Answer<LoadPlanReply> {
        try call(.loadPlan, LoadPlanParameters(text: text, name: name, patient: patient, approval: approval))
    }

    /// Screens, checks the patient and arms the approval of that hash; the answer has the token that ``start(token:)`` must
    /// show.
    ///
    /// `askedBy` is who has asked today what only today can answer.
    public func arm(approval: String?, askedBy: String? = nil) throws(ControllerError) -> Answer<ArmReply> {
        try call(.arm, ArmParameters(approval: approval, askedBy: askedBy))
    }

    /// Begins the treatment.
    public func start(token: String) throws(ControllerError) -> Answer<Nothing> {
        try call(.start, StartParameters(token: token))
    }

    /// Holds the treatment with output at zero.
    public func pause() throws(ControllerError) -> Answer<Nothing> { try call(.pause, Nothing()) }

    /// Checks the patient and arms for the titration of a zone; the answer has the token that ``start(token:)`` must show.
    public func titrate(
        zone: String, approval: String?, askedBy: String? = nil
    ) throws(ControllerError) -> Answer<ArmReply> {
        try call(.titrate, TitrateParameters(zone: zone, approval: approval, askedBy: askedBy))
    }

    /// Marks a contraction or the comfortable maximum.
    public func markTitration(_ mark: String) throws(ControllerError) -> Answer<Nothing> {
        try call(.markTitration, MarkParameters(mark: mark))
    }

    /// Ends a titration at zero; the plan stays loaded.
    public func endTitration() throws(ControllerError) -> Answer<Nothing> { try call(.endTitration, Nothing()) }

    /// Wants a zone at this share of its titrated range, 0 to 1000.
    public func setIntensity(zone: String, perMille: Int64) throws(ControllerError) -> Answer<Nothing> {
        try call(.setIntensity, IntensityParameters(zone: zone, perMille: perMille))
    }

    /// Without a token checks and asks for one; with it goes on from zero.
    public func resume(token: String?) throws(ControllerError) -> Answer<ResumeReply> {
        try call(.resume, ResumeParameters(token: token))
    }

    /// Asks for a token and goes on with it; the answer is that of the second call.
    public func resumeInTwoSteps() throws(ControllerError) -> Answer<ResumeReply> {
        guard let token = try resume(token: nil).reply.token else {
            throw .misunderstanding(
                method: ControllerMethod<ResumeParameters, ResumeReply>.resume.fullName,
                .unexpectedField(path: "token", expected: "a token in the answer to a call without one"))
        }
        return try resume(token: token)
    }

    /// Ends output, in every state; the answer comes after the bytes went to the line.
    public func stop(reason: String?) throws(ControllerError) -> Answer<StopReply> {
        try call(.stop, StopParameters(reason: reason))
    }

    /// Has the daemon read its configuration file again.
    public func reload() throws(ControllerError) -> Answer<ReloadReply> { try call(.reload, Nothing()) }

    /// Says that a person has seen why it tripped.
    public func acknowledge(name: String?) throws(ControllerError) -> Answer<Nothing> {
        try call(.acknowledgeTrip, AcknowledgeParameters(name: name))
    }

    /// The treatments of before, newest first: at most `limit` (1 to 500), with ids smaller than `before`.
    public func records(limit: Int64?, before: Int64?) throws(ControllerError) -> Answer<ListRecordsReply> {
        try call(.listRecords, ListRecordsParameters(limit: limit, before: before))
    }

    /// One treatment with all that happened.
    public func record(id: Int64) throws(ControllerError) -> Answer<GetRecordReply> {
        try call(.getRecord, GetRecordParameters(id: id))
    }

    /// The sessions of a patient, and when the remaining ones of `sessions` (4 when nil) could be; `waits` is what speaks
    /// against some days.
    public func course(
        of patient: String, sessions: Int64? = nil, waits: [CourseWait] = []
    ) throws(ControllerError) -> Answer<GetCourseReply> {
        let waits = waits.isEmpty ? nil : waits
        return try call(.getCourse, GetCourseParameters(patient: patient, sessions: sessions, waits: waits))
    }
}
