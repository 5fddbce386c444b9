/// A method of the interface with the types of its parameters and its reply.
///
/// This table is what clients call by; a test holds it to the interface's text.
public struct ControllerMethod<Parameters: Codable & Sendable, Reply: Codable & Sendable>: Sendable {
    /// The method's name within the interface.
    public let name: String

    /// The name as it goes over the socket.
    public var fullName: String { "\(ControllerInterface.name).\(name)" }

    fileprivate init(_ name: String) {
        self.name = name
    }
}

/// No parameters, or a reply with nothing in it.
public struct Nothing: Codable, Equatable, Sendable {
    /// Makes the one value.
    public init() {}
}

extension ControllerMethod where Parameters == Nothing {
    /// The state of everything.
    public static var getStatus: ControllerMethod<Nothing, Status> { .init("GetStatus") }
    /// The timing with every bin of its histograms.
    public static var getTiming: ControllerMethod<Nothing, TimingReply> { .init("GetTiming") }
    /// Reads the configuration file again.
    public static var reload: ControllerMethod<Nothing, ReloadReply> { .init("Reload") }
    /// Holds the treatment with output at zero.
    public static var pause: ControllerMethod<Nothing, Nothing> { .init("Pause") }
    /// Ends a titration at zero.
    public static var endTitration: ControllerMethod<Nothing, Nothing> { .init("EndTitration") }
}

extension ControllerMethod where Parameters == WatchParameters {
    /// The state of everything, again and again.
    public static var watchStatus: ControllerMethod<WatchParameters, Status> { .init("WatchStatus") }
}

extension ControllerMethod where Parameters == LoadPlanParameters {
    /// Takes a plan.
    public static var loadPlan: ControllerMethod<LoadPlanParameters, LoadPlanReply> { .init("LoadPlan") }
}

extension ControllerMethod where Parameters == ApprovePlanParameters {
    /// Seals that a prescriber stands behind a plan.
    public static var approvePlan: ControllerMethod<ApprovePlanParameters, ApprovePlanReply> { .init("ApprovePlan") }
}

extension ControllerMethod where Parameters == ArmParameters {
    /// Screens, checks the patient and arms.
    public static var arm: ControllerMethod<ArmParameters, ArmReply> { .init("Arm") }
}

extension ControllerMethod where Parameters == StartParameters {
    /// Begins the treatment.
    public static var start: ControllerMethod<StartParameters, Nothing> { .init("Start") }
}

extension ControllerMethod where Parameters == ResumeParameters {
    /// Gives a token, or with one goes on.
    public static var resume: ControllerMethod<ResumeParameters, ResumeReply> { .init("Resume") }
}

extension ControllerMethod where Parameters == StopParameters {
    /// Ends output, in every state.
    public static var stop: ControllerMethod<StopParameters, StopReply> { .init("Stop") }
}

extension ControllerMethod where Parameters == AcknowledgeParameters {
    /// A person has seen why it tripped.
    public static var acknowledgeTrip: ControllerMethod<AcknowledgeParameters, Nothing> { .init("AcknowledgeTrip") }
}

extension ControllerMethod where Parameters == ListRecordsParameters {
    /// The treatments of before.
    public static var listRecords: ControllerMethod<ListRecordsParameters, ListRecordsReply> { .init("ListRecords") }
}

extension ControllerMethod where Parameters == GetRecordParameters {
    /// One treatment with all that happened.
    public static var getRecord: ControllerMethod<GetRecordParameters, GetRecordReply> { .init("GetRecord") }
}

extension ControllerMethod where Parameters == GetCourseParameters {
    /// The sessions of a patient, and when the remaining ones could be.
    public static var getCourse: ControllerMethod<GetCourseParameters, GetCourseReply> { .init("GetCourse") }
}

extension ControllerMethod where Parameters == TitrateParameters {
    /// Checks the patient and arms for a titration.
    public static var titrate: ControllerMethod<TitrateParameters, ArmReply> { .init("Titrate") }
}

extension ControllerMethod where Parameters == MarkParameters {
    /// Something was seen or said of what a titration shows.
    public static var markTitration: ControllerMethod<MarkParameters, Nothing> { .init("MarkTitration") }
}

extension ControllerMethod where Parameters == IntensityParameters {
    /// Makes a zone's contractions stronger or weaker.
    public static var setIntensity: ControllerMethod<IntensityParameters, Nothing> { .init("SetIntensity") }
}
