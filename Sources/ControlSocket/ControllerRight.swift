public import Varlink

/// What a caller may do, by the socket that it came through.
///
/// The daemon listens on one socket for each right; mode and group of the socket's file decide who gets in, and nothing
/// else does. Raw values are the names under which the daemon listens, and under which the service manager hands the
/// sockets over (`FileDescriptorName=`). No right is a part of another one: what each gives is a table.
public enum ControllerRight: String, CaseIterable, Equatable, Sendable {
    /// To watch, and to stop.
    case view
    /// To do everything but to approve.
    case operate
    /// To approve plans, to watch, and to stop.
    case prescribe

    /// The group that owns the right's socket on an installed system.
    public var group: String {
        switch self {
        case .view: "myotherm-view"
        case .operate: "myotherm"
        case .prescribe: "myotherm-prescribe"
        }
    }

    /// Where the service manager puts the right's socket.
    public var address: String {
        switch self {
        case .view: "/run/myotherm/\(ControllerInterface.name).view"
        case .operate: "/run/myotherm/\(ControllerInterface.name)"
        case .prescribe: "/run/myotherm/\(ControllerInterface.name).prescribe"
        }
    }

    /// Whom the right's socket is for, in a sentence.
    var people: String {
        switch self {
        case .view: "those who watch"
        case .operate: "operators"
        case .prescribe: "prescribers"
        }
    }

    /// What this right lets its callers do, in a sentence.
    var scope: String {
        switch self {
        case .view: "watch and stop"
        case .operate: "operate, and not approve plans"
        case .prescribe: "approve plans, see a patient's course, watch and stop"
        }
    }
}

extension ControllerRight {
    /// What every right lets its callers do: what only tells, and Stop.
    ///
    /// Who may see that something goes wrong may end it.
    static let everybody: Set<String> = ["GetStatus", "GetTiming", "WatchStatus", "Stop"]

    /// What not every right lets its callers do.
    ///
    /// Records are the operators': they hold whom was treated with what. Of them prescribers see a patient's course, on
    /// which a decision rests. Who approves does not operate by it, nor the other way: the two may be one person, who is in
    /// both groups then, and two decisions all the same.
    static let own: [ControllerRight: Set<String>] = [
        .operate: [
            "LoadPlan", "Arm", "Start", "Pause", "Resume", "AcknowledgeTrip", "ListRecords", "GetRecord", "GetCourse",
            "Reload", "Titrate", "MarkTitration", "EndTitration", "SetIntensity",
        ],
        .prescribe: ["ApprovePlan", "GetCourse"],
    ]

    /// Whether who has this right may call the method.
    func allows(_ method: String) -> Bool {
        ControllerRight.everybody.contains(method) || ControllerRight.own[self]?.contains(method) == true
            || self == ControllerRight.owner(of: method)
    }

    /// The right that a method needs; one that is in no table, and one that others have too, needs `operate`.
    private static func owner(of method: String) -> ControllerRight {
        let isOnlyApproving =
            own[.prescribe]?.contains(method) == true && own[.operate]?.contains(method) != true
        return isOnlyApproving ? .prescribe : .operate
    }

    /// Refuses a call that its socket does not allow; a socket of an unknown name gives `view`.
    ///
    /// - Throws: `NotPermitted`, with a sentence that names the socket and the group.
    public static func check(_ call: VarlinkCall) throws(VarlinkErrorReply) {
        let method = call.method.split(separator: ".").last.map(String.init) ?? ""
        try check(method: method, socket: call.socket)
    }

    /// The same, by the method's name within the interface and the socket's name.
    static func check(method: String, socket: String) throws(VarlinkErrorReply) {
        let right = ControllerRight(rawValue: socket) ?? .view
        guard !right.allows(method) else { return }
        let needed = owner(of: method)
        let sentence =
            "\(method) needs the socket for \(needed.people) (\(needed.address)), which is for members of the group "
            + "\(needed.group). This socket lets its callers \(right.scope)."
        throw VarlinkErrorReply(name: RefusalKind.notPermitted.fullName, parameters: ["message": .string(sentence)])
    }
}
