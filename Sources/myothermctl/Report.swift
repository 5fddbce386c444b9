import ArgumentParser
import ControlSocket
import Presentation
import Varlink

/// What a command prints when it has done its work.
struct Report {
    /// For `--json`: the reply.
    let json: JSONObject
    /// For people: the data.
    let lines: [String]
    /// For people: a word on standard error.
    var note: String?
}

extension Options {
    /// Runs a command on a fresh connection, prints what it reports, and turns what goes wrong into an exit code.
    func report(_ work: (ControllerClient) throws(ControllerError) -> Report) throws {
        try print { () throws(Complaint) in
            do throws(ControllerError) {
                return try work(try connect())
            } catch {
                throw Complaint(error)
            }
        }
    }

    /// Prints what the work reports, and turns what goes wrong into an exit code.
    func print(_ work: () throws(Complaint) -> Report) throws {
        do throws(Complaint) {
            let report = try work()
            guard !json else { return try Output.write(report.json) }
            try Output.write(lines: report.lines)
            if let note = report.note { Output.say(note) }
        } catch {
            Output.show(error, asJSON: json)
            throw ExitCode(error.status.rawValue)
        }
    }
}
