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
            do throws(PlanFileError) {
                let plan = try PlanFile.parse(text: parameters.text, fileName: parameters.name ?? "plan")
                try load(plan, parameters, call, reply)
            } catch {
                reply.fail(VarlinkErrorReply(error))
            }
        }
    }

    private func load(
        _ plan: LoadedPlan, _ parameters: LoadPlanParameters, _ call: VarlinkCall, _ reply: VarlinkReply
    ) throws(PlanFileError) {
        guard Patient.isName(parameters.patient) else {
            reply.fail(.invalidParameter("patient"))
            return
        }
        let stored: StoredPlan
        let carried: DayDose
        do {
            stored = try journal.store.storePlan(text: parameters.text, hash: plan.sourceHash.hex)
            carried = try journal.dayDose(of: parameters.patient)
        } catch {
            reply.fail(.plain("StorageFailed", "\(error)"))
            return
        }
        let program = plan.program
        let names = program.zones.map { program.zone(at: $0).name }
        ask(.load(program, approval: .none, carried: carried), call, reply) { [board, journal] in
            journal.setDocument(Journal.LoadedDocument(stored: stored, zoneNames: names, patient: parameters.patient))
            board.setPlan(StatusBoard.PlanOnBoard(hash: plan.sourceHash.hex, name: plan.plan.name))
            let areas = board.snapshot.device
            reply.succeed(
                encoding: LoadPlanReply(
                    planHash: plan.sourceHash.hex, program: program.identity.text,
                    zones: program.zones.map { PlanZoneReport(program, at: $0, on: areas, carried: carried) },
                    patient: parameters.patient))
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

extension PlanZoneReport {
    init(_ program: Program, at place: ZoneIndex, on device: ConnectedDevice, carried: DayDose) {
        let zone = program.zone(at: place)
        let totals = program.totals(of: place)
        let pads = ZoneSet.all.compactMap { device.zones[$0] }.first { $0.site == zone.rawValue }
        let area = pads?.radioFrequencyArea ?? .zero
        self.init(
            zone: zone.name, pulses: totals.pulses, contractions: totals.contractions,
            chargeMicrocoulombs: totals.charge.microcoulombs,
            energyMillijoules: totals.predictedEnergy(area: area).millijoules,
            peakMicroamps: Int64(program.envelope(of: place, area: area).current.microamps),
            carriedMilliminutes: carried[zone].skin / 1_000_000,
            carriedDeepMilliminutes: carried[zone].deep / 1_000_000)
    }
}

extension VarlinkErrorReply {
    init(_ error: PlanFileError) {
        var problems: [JSONValue] = []
        if case .refused(let found) = error {
            problems = found.map {
                .object(["line": .integer(Int64($0.line)), "key": .optional($0.key), "message": .string($0.message)])
            }
        }
        self = .controller("InvalidPlan", ["problems": .array(problems), "message": .string(error.message)])
    }
}
