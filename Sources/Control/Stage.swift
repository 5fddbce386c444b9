import Safety
import Treatment
import Units

/// What the machine is doing, with the data that belongs to it and to nothing else.
enum Stage: Equatable, Sendable {
    case disconnected
    case identifying
    case selfTesting(SelfTesting)
    case ready
    case loaded
    case contactCheck(Arming)
    case titrating(Playback)
    case armed(Armed)
    case running(Playback)
    case paused(Paused)
    case stopping(Stopping)
    case cooldown(since: Instant)
    case finished(TreatmentResult)
    case tripped
    case outputUncertain(goal: StopGoal, lastRepeat: Instant, lastCall: Instant)
    case service(DeviceRefusal)

    var state: TreatmentState {
        switch self {
        case .disconnected: .disconnected
        case .identifying: .identifying
        case .selfTesting: .selfTesting
        case .ready: .ready
        case .loaded: .loaded
        case .contactCheck: .contactCheck
        case .titrating: .titrating
        case .armed: .armed
        case .running: .running
        case .paused: .paused
        case .stopping: .stopping
        case .cooldown: .cooldown
        case .finished: .finished
        case .tripped: .tripped
        case .outputUncertain: .outputUncertain
        case .service: .service
        }
    }

    /// Where a program stands that is being released: a treatment's, or a titration's.
    @inline(__always)
    var playback: Playback? {
        switch self {
        case .running(let playback), .titrating(let playback): playback
        case .disconnected, .identifying, .selfTesting, .ready, .loaded, .contactCheck, .armed, .paused, .stopping,
            .cooldown, .finished, .tripped, .outputUncertain, .service:
            nil
        }
    }

    /// Whether a titration that was under way is over once this is entered: nothing of it is armed or given any more.
    var isBeyondTitration: Bool {
        switch self {
        case .contactCheck, .armed, .titrating, .stopping, .outputUncertain: false
        case .disconnected, .identifying, .selfTesting, .ready, .loaded, .running, .paused, .cooldown, .finished,
            .tripped, .service:
            true
        }
    }

    /// Whether the workstation should be kept awake and quick: a treatment is prepared or under way, a dose is watched, or
    /// a STOP has to be repeated.
    var needsQuietHost: Bool {
        switch self {
        case .contactCheck, .titrating, .armed, .running, .paused, .stopping, .cooldown, .outputUncertain: true
        case .disconnected, .identifying, .selfTesting, .ready, .loaded, .finished, .tripped, .service:
            false
        }
    }

    /// Whether the device may hold an arming, so that a fault must stop and latch.
    var isArmedOrBeyond: Bool {
        switch self {
        case .armed, .running, .paused, .titrating: true
        case .contactCheck(let arming): arming.step.mayHaveArmed
        case .disconnected, .identifying, .selfTesting, .ready, .loaded, .stopping, .cooldown, .finished, .tripped,
            .outputUncertain, .service:
            false
        }
    }
}

/// The steps of a self-test, one command each.
struct SelfTesting: Equatable, Sendable {
    /// The step that runs or comes next, 1 … 3; 4 when all have passed.
    var step: UInt8 = 1
    /// Whether the command for `step` is out.
    var isAsked = false
    var since: Instant
}

/// The way from `loaded` to `armed`.
struct Arming: Equatable, Sendable {
    enum Step: Equatable, Sendable {
        /// The patient is checked; `goodSince` is when everything became right.
        case checking(goodSince: Instant?)
        /// The intent is on its way to the disk.
        case storing
        /// Envelopes go out; `next` of them have been sent, `answered` were taken.
        case envelopes(next: Int, answered: Int)
        /// `Arm` is out.
        case arming

        var mayHaveArmed: Bool {
            switch self {
            case .checking, .storing, .envelopes: false
            case .arming: true
            }
        }
    }

    var request: RequestID
    var token: UInt64
    var since: Instant
    var step: Step
    /// When `step` began.
    var stepSince: Instant
    var selfTest: SelfTesting
    /// What is being measured of timer and line.
    var timing = TimingCheck()
    /// When timer and line were last found good enough; nil since they were not.
    var timingGoodSince: Instant?
    /// Why they were not; nil before the first judgement.
    var timingObstacle: Refusal?
}

/// Waiting for `start`.
struct Armed: Equatable, Sendable {
    enum Step: Equatable, Sendable {
        case waiting
        case storing(RequestID)
        case starting(RequestID, isSent: Bool)
    }

    var token: UInt64
    var expires: Instant
    var step = Step.waiting
    /// When `step` began.
    var stepSince: Instant

    /// Why the arming is over, where its step has lasted too long.
    func refusal(at now: Instant) -> Refusal? {
        switch step {
        case .waiting: now >= expires ? .staleToken : nil
        case .storing: now - stepSince > Machine.storageTime ? .storageFailed : nil
        case .starting: now - stepSince > Machine.obedienceTime ? .notReady(.device, zone: nil) : nil
        }
    }
}

/// Where the program stands, and what was released of it.
struct Playback: Equatable, Sendable {
    /// The device time at which segment `firstOrdinal` starts.
    var origin: DeviceInstant
    /// The segment with which this stretch began: 0, or where a pause ended.
    var firstOrdinal: Int
    /// The next segment to be released, for `nextPlace`.
    var nextOrdinal: Int
    /// The place in the program whose segment comes next.
    var nextPlace: Int = 0
    /// Whether a release is held up because the line has no room.
    var isBlocked = false

    func start(of ordinal: Int) -> DeviceInstant {
        origin + TimeGrid.segment * Int64(ordinal - firstOrdinal)
    }

    /// The segment that is played at `time`; before the start the first one.
    func ordinal(at time: DeviceInstant) -> Int {
        guard time > origin else { return firstOrdinal }
        return firstOrdinal + Int((time - origin).nanoseconds / TimeGrid.segment.nanoseconds)
    }
}

/// Output is zero, and the program stands at `nextOrdinal`.
struct Paused: Equatable, Sendable {
    enum Step: Equatable, Sendable {
        /// `Pause` must go out as soon as the line has room; `isSent` says whether it did, and who asked waits.
        case pausing(RequestID?, isSent: Bool)
        /// The device is paused.
        case waiting
        case storing(RequestID)
        case resuming(RequestID, isSent: Bool)
    }

    var nextOrdinal: Int
    /// What was under way, by which the device's answer says how far it came.
    var playback: Playback
    var since: Instant
    var step: Step
    /// When `step` began.
    var stepSince: Instant
    var token: UInt64?
    var tokenExpires = Instant.zero
}

/// What comes when zero has been measured.
enum StopGoal: Equatable, Sendable {
    case finished(TreatmentResult)
    case tripped
    /// The titration of a zone is over, with a range or without; the plan is as loaded as before.
    case titrated
}

/// A STOP is out, and zero has not been measured.
struct Stopping: Equatable, Sendable {
    var goal: StopGoal
    var since: Instant
    var lastRepeat: Instant
    var escalations: UInt8 = 0
}
