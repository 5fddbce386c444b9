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

    @Test func `the table has every method of the interface and no other`() {
        #expect(ControllerRight.needed.keys.sorted() == names.sorted())
    }

    @Test func `the operators' socket lets its callers do everything`() {
        for name in names { #expect(refusal(of: name, on: "operate") == nil, "\(name)") }
    }

    @Test func `the other lets them watch and stop, and says where the rest is done`() throws {
        for name in names {
            let refusal = refusal(of: name, on: "view")
            #expect((refusal == nil) == Self.methods.contains(name), "\(name)")
            guard let refusal else { continue }
            #expect(refusal.name == "io.myotherm.Controller.NotPermitted")
            let sentence = try #require(refusal.parameters["message"]?.string)
            for part in [name, "/run/myotherm/io.myotherm.Controller", "group myotherm."] {
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
        #expect(refusal(of: "New", on: "operate") == nil)
    }
}
