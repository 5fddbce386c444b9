import Control
import ControlSocket
import Dispatch
import PlanFiles
import Records
import Safety
import Treatment
import Units
import Varlink
import Wire

/// Plans go in, records come out: what needs the disk, away from every thread that must not wait.
extension ControllerService {
    func loadPlan(_ call: VarlinkCall, _ reply: VarlinkReply) {
        guard let parameters: LoadPlanParameters = decode(call, reply) else { return }
        work.async { [self] in
            do throws(VarlinkErrorReply) {
                try load(parameters, call, reply)
            } catch {
                reply.fail(error)
            }
        }
    }

    private func load(
        _ parameters: LoadPlanParameters, _ call: VarlinkCall, _ reply: VarlinkReply
    ) throws(VarlinkErrorReply) {
        let fileName = parameters.name ?? "plan"
        let plan = try parse(parameters.text, fileName)
        guard Patient.isName(parameters.patient) else { throw .invalidParameter("patient") }
        let approval = try sealedApproval(of: plan, parameters, fileName, call)
        let patient = parameters.patient ?? plan.plan.patient?.text
        let approved = try approval.map { sealed throws(VarlinkErrorReply) in
            Journal.ApprovedPlan(sealed: sealed, papers: try papers(of: sealed.approval))
        }
        let stored = try Stored(plan, approved, in: journal, patient: patient)
        let program = plan.program
        try checkSpacing(of: patient, program.treatedZones)
        let names = program.zones.map { program.zone(at: $0).name }
        let forecast = ProgramForecast(program, isMonopolar: board.snapshot.device.isMonopolar)
        let load = OperatorCommand.load(
            program, approval: approval?.fingerprint ?? .none, carried: stored.carried, forecast: forecast)
        ask(load, call, reply) { [board, journal] in
            journal.setDocument(
                Journal.LoadedDocument(
                    stored: stored.plan, zoneNames: names, zones: program.treatedZones, patient: patient,
                    approval: stored.approval, approved: approved))
            board.setPlan(
                StatusBoard.PlanOnBoard(
                    hash: plan.sourceHash.hex, name: plan.plan.name, plan: plan.plan, patient: patient,
                    approvedBy: approval?.approval.prescriber.name, approvalHash: approval?.hash.hex))
            let device = board.snapshot.device
            reply.succeed(
                encoding: LoadPlanReply(
                    planHash: plan.sourceHash.hex, program: program.identity.text,
                    zones: program.zones.map { PlanZoneReport(program, at: $0, on: device, carried: stored.carried) },
                    forecast: program.zones.compactMap { ForecastReport(forecast, of: program, at: $0, on: device) },
                    patient: patient, approvedBy: approval?.approval.prescriber.name,
                    approvedAt: approval?.approval.time, approvalHash: approval?.hash.hex))
        }
    }

    /// Refuses a patient whose last session is too short ago.
    private func checkSpacing(of patient: String?, _ zones: [Zone]) throws(VarlinkErrorReply) {
        let refusal: VarlinkErrorReply?
        do throws(RecordError) {
            refusal = try journal.tooSoon(for: patient, zones: zones)
        } catch {
            throw .plain("StorageFailed", "\(error)")
        }
        if let refusal { throw refusal }
    }

    func parse(_ text: String, _ fileName: String) throws(VarlinkErrorReply) -> LoadedPlan {
        do throws(PlanFileError) {
            return try PlanFile.parse(text: text, fileName: fileName)
        } catch {
            throw VarlinkErrorReply(error)
        }
    }

    func listRecords(_ call: VarlinkCall, _ reply: VarlinkReply) {
        guard let parameters: ListRecordsParameters = decode(call, reply) else { return }
        let limit = parameters.limit ?? 20
        guard (1...500).contains(limit) else {
            reply.fail(.invalidParameter("limit"))
            return
        }
        work.async { [self] in
            do {
                let found = try journal.store.treatments(limit: Int(limit), before: parameters.before)
                reply.succeed(encoding: ListRecordsReply(records: found.map(ControlSocket.RecordSummary.init)))
            } catch {
                reply.fail(.plain("StorageFailed", "\(error)"))
            }
        }
    }

    func getRecord(_ call: VarlinkCall, _ reply: VarlinkReply) {
        guard let parameters: GetRecordParameters = decode(call, reply) else { return }
        work.async { [self] in
            do {
                guard let found = try journal.store.treatment(id: parameters.id) else {
                    let message = "There is no record \(parameters.id). `records list` shows those there are."
                    reply.fail(
                        .controller("NoSuchRecord", ["id": .integer(parameters.id), "message": .string(message)]))
                    return
                }
                reply.succeed(encoding: GetRecordReply(found))
            } catch {
                reply.fail(.plain("StorageFailed", "\(error)"))
            }
        }
    }
}

/// The pseudonym under which a person's doses of a day are added up.
enum Patient {
    /// Whether it is none, or 1 to 64 letters, digits, - and _ of ASCII.
    static func isName(_ name: String?) -> Bool {
        guard let name else { return true }
        return (1...64).contains(name.utf8.count)
            && name.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                    UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"):
                    true
                default: false
                }
            }
    }
}

extension VarlinkErrorReply {
    init(_ error: PlanFileError, as name: String = "InvalidPlan", prefix: String = "") {
        var problems: [JSONValue] = []
        if case .refused(let found) = error {
            problems = found.map {
                .object(["line": .integer(Int64($0.line)), "key": .optional($0.key), "message": .string($0.message)])
            }
        }
        self = .controller(name, ["problems": .array(problems), "message": .string(prefix + error.message)])
    }
}
