import Control
import ControlSocket
import Dispatch
import PlanFiles
import Treatment
import Units
import Varlink

/// Titration, and the intensity that refers to what it found.
extension ControllerService {
    /// Arms for the titration of one zone of the loaded plan, by a program made of that plan here.
    func titrate(_ call: VarlinkCall, _ reply: VarlinkReply) {
        guard let parameters: TitrateParameters = decode(call, reply) else { return }
        guard let zone = Zone(name: parameters.zone) else {
            reply.fail(.invalidParameter("zone"))
            return
        }
        work.async { [self] in
            do throws(VarlinkErrorReply) {
                let program = try titration(of: zone)
                let approval = try checkBeforeArming(
                    ArmParameters(approval: parameters.approval, askedBy: parameters.askedBy))
                let command = OperatorCommand.titrate(program, token: Token.random(), approval: approval)
                let armed = { @Sendable [journal] in journal.setAsked(by: parameters.askedBy) }
                ask(command, call, reply, armed: armed, done: { reply.succeed() })
            } catch {
                reply.fail(error)
            }
        }
    }

    private func titration(of zone: Zone) throws(VarlinkErrorReply) -> Program {
        guard let plan = board.plan else {
            throw VarlinkErrorReply(.wrongState(board.snapshot.state), zoneName: board.zoneName)
        }
        guard let short = plan.titration(of: zone) else { throw .nothingToTitrate(zone) }
        do throws(TreatmentError) {
            return try Program(compiling: short, identity: DocumentHash(of: short.canonicalBytes).fingerprint)
        } catch {
            throw .nothingToTitrate(zone)
        }
    }

    func markTitration(_ call: VarlinkCall, _ reply: VarlinkReply) {
        guard let parameters: MarkParameters = decode(call, reply) else { return }
        guard let mark = TitrationMark.allCases.first(where: { "\($0)" == parameters.mark }) else {
            reply.fail(.invalidParameter("mark"))
            return
        }
        ask(.mark(mark), call, reply)
    }

    func setIntensity(_ call: VarlinkCall, _ reply: VarlinkReply) {
        guard let parameters: IntensityParameters = decode(call, reply) else { return }
        guard let zone = Zone(name: parameters.zone) else {
            reply.fail(.invalidParameter("zone"))
            return
        }
        guard (0...1000).contains(parameters.perMille) else {
            reply.fail(.invalidParameter("perMille"))
            return
        }
        ask(.setIntensity(zone, PerMille(rawValue: Int32(parameters.perMille))), call, reply)
    }
}
