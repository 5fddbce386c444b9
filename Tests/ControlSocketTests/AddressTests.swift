import ControlSocket
import Testing

@Suite struct `The daemon's address` {
    private func resolve(
        _ asked: String? = nil, _ environment: [String: String] = [:], existing: Set<String> = []
    ) -> String {
        ControllerAddress.resolve(asked: asked, environment: { environment[$0] }, exists: { existing.contains($0) })
    }

    private let everything = ["MYOTHERM_SOCKET": "/from/environment", "XDG_RUNTIME_DIR": "/run/user/1000"]

    @Test func `what is asked for comes first`() {
        #expect(resolve("unix:/asked", everything, existing: [ControllerAddress.system]) == "unix:/asked")
    }

    @Test func `then the environment`() {
        #expect(resolve(nil, everything, existing: [ControllerAddress.system]) == "/from/environment")
    }

    @Test func `then the system's socket when it is there`() {
        #expect(
            resolve(nil, ["XDG_RUNTIME_DIR": "/run/user/1000"], existing: [ControllerAddress.system])
                == "/run/myotherm/io.myotherm.Controller")
    }

    @Test func `then this user's`() {
        #expect(
            resolve(nil, ["MYOTHERM_SOCKET": "", "XDG_RUNTIME_DIR": "/run/user/1000"])
                == "/run/user/1000/myotherm/io.myotherm.Controller")
    }

    @Test func `and the system's is named where there is nothing to choose from`() {
        #expect(resolve() == ControllerAddress.system)
        #expect(resolve(nil, ["XDG_RUNTIME_DIR": ""]) == ControllerAddress.system)
    }
}
