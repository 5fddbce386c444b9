import ControlSocket
import PlanFiles
import SimulatorFiles
import World

@testable import Varlink

/// Every parser of bytes that come from outside.
enum FuzzTarget: String, CaseIterable {
    /// The frame decoder and every message, bytes as they come.
    case frames
    /// The daemon's machine, fed with well-framed messages of any content.
    case host
    /// The simulated device, fed with well-framed messages of any content.
    case device
    /// The control socket's messages.
    case json
    /// A call on the control socket, cut and joined at will.
    case call
    /// The parameters of every method and the bodies of every reply, records among them.
    case body
    /// The interface description language.
    case interface
    /// The address of a control socket.
    case address
    /// Plan files.
    case plan
    /// Patient files of the simulator.
    case patient
    /// Fault scripts of the simulator.
    case faults
    /// One fault in its short form, as on the simulator's control socket.
    case fault
    /// Heat cases of the simulator.
    case heat
    /// The text of a campaign's case.
    case campaign

    /// Lets the parser take `input`; what it refuses is well refused.
    func take(_ input: [UInt8]) {
        switch self {
        case .frames: FrameInput.decode(input)
        case .host: SessionInput.feedHost(input)
        case .device: SessionInput.feedDevice(input)
        case .json: _ = try? JSONParser.parse(input, limits: .standard)
        case .call: takeCalls(input)
        case .body: takeBody(input)
        case .interface: _ = try? InterfaceDescription(parsing: String(decoding: input, as: UTF8.self))
        case .address: _ = try? UnixPath.parse(String(decoding: input, as: UTF8.self))
        case .plan: _ = try? PlanFile.parse(bytes: input, fileName: "input")
        case .patient: _ = try? PatientFile.parse(text: String(decoding: input, as: UTF8.self), fileName: "input")
        case .faults: _ = try? FaultScriptFile.parse(text: String(decoding: input, as: UTF8.self), fileName: "input")
        case .fault: _ = try? TimedFault(text: String(decoding: input, as: UTF8.self))
        case .heat: _ = try? HeatCaseFile.parse(text: String(decoding: input, as: UTF8.self), fileName: "input")
        case .campaign: _ = try? CampaignCase(text: String(decoding: input, as: UTF8.self))
        }
    }

    /// The first byte says how the rest is cut.
    private func takeCalls(_ input: [UInt8]) {
        guard let cut = input.first else { return }
        var framer = MessageFramer(limit: 4096)
        var rest = input.dropFirst()
        while !rest.isEmpty {
            framer.append(rest.prefix(Int(cut) + 1))
            rest = rest.dropFirst(Int(cut) + 1)
            while let message = try? framer.next() {
                guard let json = try? JSONParser.parse(message, limits: .standard) else { continue }
                _ = try? CallMessage(json: json)
                _ = try? ReplyMessage(json: json)
            }
        }
    }

    private func takeBody(_ input: [UInt8]) {
        guard let json = try? JSONParser.parse(input, limits: .standard) else { return }
        _ = try? json.decoded(as: LoadPlanParameters.self)
        _ = try? json.decoded(as: StartParameters.self)
        _ = try? json.decoded(as: ResumeParameters.self)
        _ = try? json.decoded(as: StopParameters.self)
        _ = try? json.decoded(as: AcknowledgeParameters.self)
        _ = try? json.decoded(as: WatchParameters.self)
        _ = try? json.decoded(as: ListRecordsParameters.self)
        _ = try? json.decoded(as: GetRecordParameters.self)
        _ = try? json.decoded(as: GetCourseParameters.self)
        _ = try? json.decoded(as: LoadPlanReply.self)
        _ = try? json.decoded(as: ArmReply.self)
        _ = try? json.decoded(as: ResumeReply.self)
        _ = try? json.decoded(as: StopReply.self)
        _ = try? json.decoded(as: ListRecordsReply.self)
        _ = try? json.decoded(as: GetRecordReply.self)
        _ = try? json.decoded(as: GetCourseReply.self)
        _ = try? json.decoded(as: Status.self)
    }
}
