import Testing
import Varlink

@testable import ControlSocket

/// Which right each method needs, and which each socket gives.
@Suite struct `The rights of the sockets` {
    static let methods = ["GetStatus", "GetTiming", "WatchStatus", "Stop"]

    let names: [String]

    init() throws {
        names = try InterfaceDescription(parsing: ControllerInterface.description).methods.map(\.name)
    }

    private func refusal(of method: String, on socket: String) -> VarlinkErrorReply? {
        do throws(VarlinkErrorReply) {
            try ControllerRight.check(method: method, socket: socket)
            return nil
        } catch {
            return error
        }
    }

    @Test func `the tables have every method of the interface, and no other; only a course is for two rights`() {
        let own = ControllerRight.own.mapValues { $0.subtracting(["GetCourse"]) }
        let all = Array(ControllerRight.everybody) + own.values.flatMap(Array.init) + ["GetCourse"]
        #expect(all.sorted() == names.sorted())
        #expect(ControllerRight.own.values.allSatisfy { $0.contains("GetCourse") })
    }

    /// Hazard: HAZ-P1.
    @Test func `the operators' socket lets its callers do everything but approve`() {
        for name in names {
            #expect((refusal(of: name, on: "operate") == nil) == (name != "ApprovePlan"), "\(name)")
        }
    }

    /// Hazard: HAZ-P1.
    @Test func `the prescribers' lets them approve, see a course, watch and stop, and nothing else`() throws {
        for name in names {
            let isAllowed = Self.methods.contains(name) || ["ApprovePlan", "GetCourse"].contains(name)
            #expect((refusal(of: name, on: "prescribe") == nil) == isAllowed, "\(name)")
        }
    }

    @Test(arguments: ["view", "operate"])
    func `whoever cannot approve is told which socket and which group can`(socket: String) throws {
        let refused = try #require(refusal(of: "ApprovePlan", on: socket))
        let sentence = try #require(refused.parameters["message"]?.string)
        #expect(sentence.contains("/run/myotherm/io.myotherm.Controller.prescribe"), "\(sentence)")
        #expect(sentence.contains("group myotherm-prescribe."), "\(sentence)")
    }

    @Test func `the view socket lets them watch and stop, and says where the rest is done`() throws {
        for name in names {
            let refusal = refusal(of: name, on: "view")
            #expect((refusal == nil) == Self.methods.contains(name), "\(name)")
            guard let refusal else { continue }
            #expect(refusal.name == "io.myotherm.Controller.NotPermitted")
            let sentence = try #require(refusal.parameters["message"]?.string)
            let group = name == "ApprovePlan" ? "group myotherm-prescribe." : "group myotherm."
            for part in [name, "/run/myotherm/io.myotherm.Controller", group] {
                #expect(sentence.contains(part), "\(part) is missing: \(sentence)")
            }
        }
    }

    @Test(arguments: ["", "Operate", "operate ", "unknown"])
    func `a socket of another name lets nobody do more than watch and stop`(socket: String) {
        for name in names {
            #expect((refusal(of: name, on: socket) == nil) == Self.methods.contains(name), "\(name)")
        }
    }

    @Test func `a method that is not in the table needs the operators' socket`() {
        #expect(refusal(of: "New", on: "view") != nil)
        #expect(refusal(of: "New", on: "prescribe") != nil)
        #expect(refusal(of: "New", on: "operate") == nil)
    }
}
