import ControlSocket
import PlanFiles
import Presentation
import Varlink

/// A plan file read and checked on this side, with the daemon's words for what is wrong.
enum PlanSource {
    /// The plan in the file.
    ///
    /// - Throws: a complaint like the daemon's own `InvalidPlan`, with everything that is wrong.
    static func read(_ path: String) throws(Complaint) -> LoadedPlan {
        do throws(PlanFileError) {
            return try PlanFile.read(path: path)
        } catch {
            throw complaint(about: error, path: path)
        }
    }

    /// A refused file in the words of the daemon; `name` is the error's.
    static func complaint(
        about error: PlanFileError, path: String, name: String = RefusalKind.invalidPlan.fullName
    ) -> Complaint {
        switch error {
        case .refused(let found):
            let problems = found.map { problem in
                var json: JSONObject = ["line": .integer(Int64(problem.line))]
                if let key = problem.key { json["key"] = .string(key) }
                json["message"] = .string(problem.kind.text)
                return JSONValue.object(json)
            }
            let count = found.count == 1 ? "one problem" : "\(found.count) problems"
            return Complaint(
                .failed, name, "\(path): \(count)", details: ["problems": .array(problems)])
        case .unreadable, .notARegularFile, .tooLarge, .notUTF8:
            return Complaint(.failed, name, "\(error)", details: ["problems": []])
        }
    }
}
