import ControlSocket
import Testing

@Suite struct `The daemon's address` {
    private func resolve(
        _ asked: String? = nil, _ environment: [String: String] = [:],
        _ access: [ControllerRight: ControllerAddress.Access] = [:]
    ) throws(ControllerError) -> String {
        try ControllerAddress.resolve(
            asked: asked, environment: { environment[$0] },
            access: { path in
                ControllerRight.allCases.first { $0.address == path }.flatMap { access[$0] } ?? .absent
            })
    }

    private let operate = "/run/myotherm/io.myotherm.Controller"
    private let view = "/run/myotherm/io.myotherm.Controller.view"
    private let everything = ["MYOTHERM_SOCKET": "/from/environment", "XDG_RUNTIME_DIR": "/run/user/1000"]
    private let home = ["XDG_RUNTIME_DIR": "/run/user/1000"]

    @Test func `what is asked for comes first`() throws {
        #expect(try resolve("unix:/asked", everything, [.operate: .open]) == "unix:/asked")
    }

    @Test func `then the environment`() throws {
        #expect(try resolve(nil, everything, [.operate: .open]) == "/from/environment")
    }

    @Test(arguments: [ControllerAddress.Access.open, .denied, .absent])
    func `then the operators' socket, for who may open it`(other: ControllerAddress.Access) throws {
        #expect(try resolve(nil, home, [.operate: .open, .view: other]) == operate)
    }

    @Test(arguments: [ControllerAddress.Access.denied, .absent])
    func `then the one for watching and stopping, for who may open that`(other: ControllerAddress.Access) throws {
        #expect(try resolve(nil, home, [.operate: other, .view: .open]) == view)
    }

    private func resolveCourse(
        _ asked: String? = nil, _ environment: [String: String] = [:],
        _ access: [ControllerRight: ControllerAddress.Access]
    ) throws(ControllerError) -> String {
        try ControllerAddress.resolveCourse(
            asked: asked, environment: { environment[$0] },
            access: { path in
                ControllerRight.allCases.first { $0.address == path }.flatMap { access[$0] } ?? .absent
            })
    }

    @Test func `a course is asked for at the prescribers' socket by whoever has that and not the operators'`() throws {
        let prescribe = "/run/myotherm/io.myotherm.Controller.prescribe"
        for other in [ControllerAddress.Access.denied, .absent] {
            #expect(try resolveCourse(nil, home, [.operate: other, .view: .open, .prescribe: .open]) == prescribe)
            #expect(try resolveCourse(nil, home, [.operate: .open, .prescribe: other]) == operate)
        }
        #expect(try resolveCourse(nil, home, [.operate: .open, .prescribe: .open]) == operate)
        #expect(try resolveCourse(nil, home, [.operate: .denied, .view: .open, .prescribe: .denied]) == view)
        #expect(try resolveCourse(nil, everything, [.prescribe: .open]) == "/from/environment")
        #expect(try resolveCourse("unix:/asked", home, [.prescribe: .open]) == "unix:/asked")
    }

    @Test func `whoever finds the operators' socket gone is told that, although the other one is there`() throws {
        #expect(try resolve(nil, home, [.operate: .absent, .view: .denied]) == operate)
    }

    @Test(arguments: [ControllerAddress.Access.denied, .absent])
    func `who may open neither is told which groups may`(second: ControllerAddress.Access) throws {
        let error = #expect(throws: ControllerError.self) {
            try resolve(nil, home, [.operate: .denied, .view: second])
        }
        guard case .notPermitted(let sentence) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(sentence.contains("group myotherm operate") && sentence.contains("myotherm-view watch and stop"))
    }

    @Test func `then this user's, where the system has none`() throws {
        #expect(
            try resolve(nil, ["MYOTHERM_SOCKET": "", "XDG_RUNTIME_DIR": "/run/user/1000"])
                == "/run/user/1000/myotherm/io.myotherm.Controller")
    }

    @Test func `and the operators' is named where there is nothing to choose from`() throws {
        #expect(try resolve() == operate)
        #expect(try resolve(nil, ["XDG_RUNTIME_DIR": ""]) == operate)
    }

    private func prescribers(
        _ asked: String? = nil, _ environment: [String: String] = [:], _ access: ControllerAddress.Access = .absent
    ) throws(ControllerError) -> String {
        try ControllerAddress.resolvePrescribers(
            asked: asked, environment: { environment[$0] }, access: { $0 == prescribe ? access : .absent })
    }

    private let prescribe = "/run/myotherm/io.myotherm.Controller.prescribe"

    @Test func `plans are approved at the prescribers' socket, and never at what the operators' variable names`() throws
    {
        #expect(try prescribers("/asked", ["MYOTHERM_PRESCRIBE_SOCKET": "/there"], .open) == "/asked")
        #expect(try prescribers(nil, ["MYOTHERM_PRESCRIBE_SOCKET": "/there"], .open) == "/there")
        #expect(try prescribers(nil, everything, .open) == prescribe)
        #expect(try prescribers(nil, home) == "/run/user/1000/myotherm/io.myotherm.Controller.prescribe")
        #expect(try prescribers() == prescribe)
    }

    @Test func `who may not approve is told which group may`() throws {
        let error = #expect(throws: ControllerError.self) { try prescribers(nil, home, .denied) }
        guard case .notPermitted(let sentence) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(sentence.contains("group myotherm-prescribe"))
    }
}
