import Control
import ControlSocket
import Dispatch
import PlanFiles
import Records
import Safety
import Treatment
import Units
import Varlink

/// The methods of `io.myotherm.Controller`: each turns a call into a command for the machine, and its answer into a reply.
///
/// Nothing here decides anything about output. What may take time (parsing a plan, asking the disk) runs on a queue of its
/// own, never on the socket's threads and never on the control queue.
final class ControllerService: Sendable {
    let loop: ControlLoop
    let board: StatusBoard
    let answers: PendingAnswers
    let journal: Journal
    let approvals: ApprovalDesk
    let log: SystemLog
    private let reconfiguration: Reconfiguration
    /// Forgets how earlier daemons ended, because a person has acknowledged it; false where there was nothing.
    private let forgetPast: @Sendable () -> Bool
    let names = UserNames()
    let work = DispatchQueue(label: "service", attributes: .concurrent)

    init(
        loop: ControlLoop, board: StatusBoard, answers: PendingAnswers, journal: Journal,
        approvals: ApprovalDesk, log: SystemLog, reconfiguration: Reconfiguration,
        forgetPast: @escaping @Sendable () -> Bool
    ) {
        self.reconfiguration = reconfiguration
        self.approvals = approvals
        self.log = log
        self.forgetPast = forgetPast
        self.loop = loop
        self.board = board
        self.answers = answers
        self.journal = journal
    }

    /// The interface with its methods, each behind the right that it needs.
    ///
    /// - Throws: when description and methods disagree, which is a mistake in this program.
    func interface() throws(VarlinkError) -> VarlinkInterface {
        try VarlinkInterface(
            text: ControllerInterface.description,
            methods: methods.map { $0.behind(ControllerRight.check) })
    }

    private var methods: [VarlinkMethod] {
        [
            .callback("GetStatus") { _, reply in reply.succeed(encoding: self.board.status) },
            .callback("GetTiming") { _, reply in reply.succeed(encoding: self.board.timing) },
            .streaming("WatchStatus", watch), .callback("ApprovePlan", approvePlan),
            .callback("LoadPlan", loadPlan), .callback("Arm", arm),
            .callback("Start", start), .callback("Pause") { self.ask(.pause, $0, $1) },
            .callback("Resume", resume), .callback("Stop", isUrgent: true, stop),
            .callback("AcknowledgeTrip", acknowledge), .callback("ListRecords", listRecords),
            .callback("GetRecord", getRecord), .callback("GetCourse", getCourse), .callback("Reload", reload),
            .callback("Titrate", titrate), .callback("MarkTitration", markTitration),
            .callback("EndTitration") { self.ask(.endTitration, $0, $1) },
            .callback("SetIntensity", setIntensity),
        ]
    }

    /// Gives the machine a command; a refusal becomes an error, `done` an empty reply.
    func ask(_ command: OperatorCommand, _ call: VarlinkCall, _ reply: VarlinkReply, as name: String? = nil) {
        ask(command, call, reply, as: name) { reply.succeed() }
    }

    /// The same with another reply; `armed` runs when it has given a token, before anybody can show that.
    func ask(
        _ command: OperatorCommand, _ call: VarlinkCall, _ reply: VarlinkReply, as name: String? = nil,
        armed: @escaping @Sendable () -> Void = {}, done: @escaping @Sendable () -> Void
    ) {
        let uid = call.peer.uid
        if let name = name ?? names.cached(uid) { return ask(command, uid, name, reply, armed: armed, done: done) }
        switch command {
        case .stop, .shutDown, .pause, .endTitration, .setIntensity:
            // What takes output away, or lowers it, waits for no look-up, which may ask the network.
            ask(command, uid, "uid \(uid)", reply, armed: armed, done: done)
            work.async { [names] in _ = names.lookUp(uid) }
        case .load, .arm, .titrate, .mark, .start, .prepareResume, .resume, .acknowledge:
            work.async { [self] in ask(command, uid, names.lookUp(uid), reply, armed: armed, done: done) }
        }
    }

    private func ask(
        _ command: OperatorCommand, _ uid: UInt32, _ name: String, _ reply: VarlinkReply,
        armed: @escaping @Sendable () -> Void, done: @escaping @Sendable () -> Void
    ) {
        let caller = PendingAnswers.Caller(uid: uid, name: name)
        let request = answers.add(caller) { [board, forgetPast] answer in
            switch answer {
            case .done: done()
            case .token(let token, let valid):
                armed()
                reply.succeed(encoding: ArmReply(token: hex(token), validMs: valid.milliseconds))
            case .refused(.nothingToAcknowledge) where forgetPast(): done()
            case .refused(let refusal): reply.fail(VarlinkErrorReply(refusal, zoneName: board.zoneName))
            }
        }
        if !loop.inbox.put(.command(command, request)) { answers.answer(request, .refused(.busy)) }
    }

    private func reload(_ call: VarlinkCall, _ reply: VarlinkReply) {
        work.async { [reconfiguration] in
            do throws(ConfigurationFile.Refusal) {
                reply.succeed(encoding: ReloadReply(applied: try reconfiguration.reload()))
            } catch {
                let message = "the configuration was not taken over; nothing has changed"
                reply.fail(
                    .controller(
                        "ConfigurationRefused",
                        ["problems": .array(error.problems.map { .string($0) }), "message": .string(message)]))
            }
        }
    }

    private func arm(_ call: VarlinkCall, _ reply: VarlinkReply) {
        guard let parameters: ArmParameters = decode(call, reply) else { return }
        work.async { [self] in
            do throws(VarlinkErrorReply) {
                let approval = try checkBeforeArming(parameters)
                let command = OperatorCommand.arm(token: Token.random(), approval: approval)
                let armed = { @Sendable [journal] in journal.setAsked(by: parameters.askedBy) }
                ask(command, call, reply, armed: armed, done: { reply.succeed() })
            } catch {
                reply.fail(error)
            }
        }
    }

    /// What the daemon knows and the machine does not, before anything is armed: a treatment, or a titration for one.
    ///
    /// Blocks for the disk.
    /// - Returns: the approval that may be armed; `.none`, which arms nothing, where another one is loaded.
    /// - Throws: why nothing may be armed now.
    func checkBeforeArming(_ parameters: ArmParameters) throws(VarlinkErrorReply) -> Fingerprint {
        try approvals.checkKey()
        let refusal: VarlinkErrorReply?
        do throws(RecordError) {
            try journal.prepareForTreatment()
            let loaded = journal.loaded
            refusal = try journal.tooSoon(for: loaded?.patient, zones: loaded?.zones ?? [])
        } catch {
            throw .plain("StorageFailed", "\(error)")
        }
        if let refusal { throw refusal }
        return try approvalToArm(hash: parameters.approval, askedBy: parameters.askedBy)
    }

    private func start(_ call: VarlinkCall, _ reply: VarlinkReply) {
        guard let parameters: StartParameters = decode(call, reply) else { return }
        guard let token = Token.parse(parameters.token) else {
            reply.fail(.invalidParameter("token"))
            return
        }
        ask(.start(token: token), call, reply)
    }

    private func resume(_ call: VarlinkCall, _ reply: VarlinkReply) {
        guard let parameters: ResumeParameters = decode(call, reply) else { return }
        guard let text = parameters.token else { return ask(.prepareResume(token: Token.random()), call, reply) }
        guard let token = Token.parse(text) else {
            reply.fail(.invalidParameter("token"))
            return
        }
        ask(.resume(token: token), call, reply) {
            reply.succeed(encoding: ResumeReply(token: nil, validMs: nil))
        }
    }

    private func stop(_ call: VarlinkCall, _ reply: VarlinkReply) {
        // A stop whose parameters cannot be read is a stop all the same.
        ask(.stop, call, reply) { [board] in
            reply.succeed(encoding: StopReply(state: String(describing: board.snapshot.state)))
        }
    }

    private func acknowledge(_ call: VarlinkCall, _ reply: VarlinkReply) {
        guard let parameters: AcknowledgeParameters = decode(call, reply) else { return }
        ask(.acknowledge, call, reply, as: parameters.name) { [forgetPast] in
            _ = forgetPast()
            reply.succeed()
        }
    }

    private func watch(_ call: VarlinkCall, _ reply: VarlinkReply) {
        guard let parameters: WatchParameters = decode(call, reply) else { return }
        let interval = parameters.intervalMs ?? 200
        guard (50...1000).contains(interval) else {
            reply.fail(.invalidParameter("intervalMs"))
            return
        }
        board.watch(reply, intervalMilliseconds: interval)
    }

    func decode<Parameters: Decodable>(_ call: VarlinkCall, _ reply: VarlinkReply) -> Parameters? {
        do throws(VarlinkErrorReply) {
            return try call.parameters()
        } catch {
            reply.fail(error)
            return nil
        }
    }
}

/// What `start` must show: 16 hexadecimal digits that nobody can guess or repeat.
enum Token {
    static func random() -> UInt64 { UInt64.random(in: 1...UInt64.max) }

    static func parse(_ text: String) -> UInt64? {
        text.utf8.count == 16 ? UInt64(text, radix: 16) : nil
    }
}
