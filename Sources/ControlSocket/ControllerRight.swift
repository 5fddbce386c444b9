public import Varlink

/// What a caller may do, by the socket that it came through.
///
/// The daemon listens on one socket for each right; mode and group of the socket's file decide who gets in, and nothing
/// else does. Raw values are the names under which the daemon listens, and under which the service manager hands the
/// sockets over (`FileDescriptorName=`).
public enum ControllerRight: String, CaseIterable, Equatable, Sendable {
    /// To watch, and to stop.
    case view
    /// To do everything.
    case operate

    /// The group that owns the right's socket on an installed system.
    public var group: String {
        switch self {
        case .view: "myotherm-view"
        case .operate: "myotherm"
        }
    }

    /// Where the service manager puts the right's socket.
    public var address: String {
        switch self {
        case .view: "/run/myotherm/\(ControllerInterface.name).view"
        case .operate: "/run/myotherm/\(ControllerInterface.name)"
        }
    }

    /// Whether who has this right may do what needs the other.
    public func includes(_ needed: ControllerRight) -> Bool { self == .operate || needed == .view }
}

extension ControllerRight {
    /// Every method of the interface with the right that it needs.
    ///
    /// What only tells is `view`, and so is Stop: who may see that something goes wrong may end it. Records are not: they
    /// hold whom was treated with what.
    static let needed: [String: ControllerRight] = [
        "GetStatus": .view, "GetTiming": .view, "WatchStatus": .view, "Stop": .view,
        "LoadPlan": .operate, "Arm": .operate, "Start": .operate, "Pause": .operate, "Resume": .operate,
        "AcknowledgeTrip": .operate, "ListRecords": .operate, "GetRecord": .operate, "Reload": .operate,
    ]

    /// Refuses a call that needs another right than its socket gives: a method that is not in the table needs `operate`,
    /// and a socket of another name gives `view`.
    ///
    /// - Throws: `NotPermitted`, with a sentence that names the socket and the group.
    public static func check(_ call: VarlinkCall) throws(VarlinkErrorReply) {
        let method = call.method.split(separator: ".").last.map(String.init) ?? ""
        try check(method: method, socket: call.socket)
    }

    /// The same, by the method's name within the interface and the socket's name.
    static func check(method: String, socket: String) throws(VarlinkErrorReply) {
        let right = ControllerRight(rawValue: socket) ?? .view
        guard !right.includes(needed[method] ?? .operate) else { return }
        let sentence =
            "\(method) needs the operators' socket (\(operate.address)), which is for members of the group "
            + "\(operate.group). This socket lets its callers watch and stop."
        throw VarlinkErrorReply(name: RefusalKind.notPermitted.fullName, parameters: ["message": .string(sentence)])
    }
}
