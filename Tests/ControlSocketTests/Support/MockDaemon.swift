import ControlSocket
import Glibc
import Synchronization
import Varlink

/// A daemon that answers as it is told, on a socket in a directory of its own, and remembers what it was asked.
final class MockDaemon: Sendable {
    /// Answers by method; a method without one answers `MethodNotImplemented`.
    typealias Answers = [String: @Sendable (VarlinkCall, VarlinkReply) -> Void]

    let directory: String
    private let server: VarlinkServer
    private let heard = Heard()

    var path: String { "\(directory)/s" }
    /// The calls so far, in order.
    var calls: [VarlinkCall] { heard.calls.withLock { $0 } }
    /// Their methods, without the interface.
    var methods: [String] { calls.map { String($0.method.dropFirst(ControllerInterface.name.count + 1)) } }

    init(mode: UInt32 = 0o600, _ answers: Answers) throws {
        var template = [CChar]("/tmp/controller-XXXXXX".utf8CString)
        let made = unsafe mkdtemp(&template)
        precondition(unsafe made != nil, "no directory for the test: errno \(errno)")
        directory = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
        let names = try InterfaceDescription(parsing: ControllerInterface.description).methods.map(\.name)
        let interface = try VarlinkInterface(
            text: ControllerInterface.description,
            methods: names.map { [heard] name in
                guard let answer = answers[name] else { return .notImplemented(name) }
                let body: VarlinkMethod.Callback = { call, reply in
                    heard.calls.withLock { $0.append(call) }
                    answer(call, reply)
                }
                return name == "WatchStatus"
                    ? .streaming(name, body) : .callback(name, isUrgent: name == "Stop", body)
            })
        server = try VarlinkServer(
            identity: .init(vendor: "Example", product: "Mock", version: "0", url: "https://example.io"),
            interfaces: [interface])
        try server.listen(at: path, name: "operate", mode: mode)
    }

    private final class Heard: Sendable {
        let calls = Mutex<[VarlinkCall]>([])
    }

    func client(timeout: Duration = .seconds(30)) throws -> ControllerClient {
        try ControllerClient(address: path, timeout: timeout)
    }

    /// Ends the server, and removes its files.
    func close() async {
        await server.close()
        unsafe rmdir(directory)
    }

    static func reply(_ value: some Encodable & Sendable) -> @Sendable (VarlinkCall, VarlinkReply) -> Void {
        { _, reply in reply.succeed(encoding: value) }
    }

    static func refuse(
        _ kind: RefusalKind, _ parameters: JSONObject = ["message": "no"]
    ) -> @Sendable (VarlinkCall, VarlinkReply) -> Void {
        { _, reply in reply.fail(VarlinkErrorReply(name: kind.fullName, parameters: parameters)) }
    }
}
