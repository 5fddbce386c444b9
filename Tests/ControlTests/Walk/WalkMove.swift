import Control
import Safety
import Treatment
import Units
import Wire

/// Everything that can happen next: the line, time, operators, the store, and every kind of message of a device.
enum WalkMove: Equatable, Sendable {
    enum Carrying: UInt8, CaseIterable {
        /// Bytes arrive.
        case all
        /// Runs of zeros arrive and frames do not.
        case runsOnly
        /// Bytes leave and nobody hears them.
        case nothing
        /// The line takes no bytes.
        case blocked
    }

    enum Hello: CaseIterable { case same, otherBoot, otherHost, otherSchema }

    enum Part: CaseIterable { case device, oneShutOff, forPatients, applicator, noApplicator, first, second }

    /// What is loaded; all but the first three are refused.
    enum Plan: Int, CaseIterable { case first, second, byIntensity, absentZone, beyondDevice, tooDense, doseSpent }

    enum Sample: Equatable, Sendable {
        case plain, sameCounter, output, zero, buttonPressed, buttonUntested, untested, leased, leaseGone
        case openFirst, openSecond, short, sensorOpen, fewerZones
        case says(DeviceState)
        case trippedButOn
        case tripped(DeviceCause)
        case temperature(Temperature)
        case bothWarm(Temperature)
        case power(Power)
        /// The same, and the device does not call its output zero.
        case flowing(Power)
        /// Running without a lease, between two pulses.
        case unleasedRest
        /// At the end of the program, and yet output is measured.
        case idleButOn
    }

    enum Slow: CaseIterable { case plain, otherApplicator, cause, otherHash, returnLifted }

    enum Asked: Equatable, Sendable {
        case load(Plan, approved: Bool)
        case arm
        case start(right: Bool)
        case pause, prepareResume
        case resume(right: Bool)
        case stop, acknowledge, shutDown
        /// A titration of the loaded plan's first zone, or one that is none of it.
        case titrate(right: Bool)
        case mark, endTitration
        /// A zone stronger by so many thousandths than the plan says.
        case intensity(by: Int32)
    }

    /// What comes next, on a line that does this with the bytes of the answer to it.
    indirect case over(Carrying, WalkMove)
    case lineOpened, lineLost
    case stored(Bool)
    case storedOther
    /// Time passes without anything, and the timer comes once, late.
    case sleep(Duration)
    /// Time passes, every timer comes in time, and the device says nothing.
    case wait(Duration)
    /// Time passes with a device that does everything it is told.
    case live(Duration)
    /// Time passes in samples of one kind, and neither device nor store answers.
    case hear(Sample, Duration)
    /// Time passes with a device that does everything it is told, until the program's last segment plays.
    case playOut
    /// More than ten minutes pass in plain samples, as far apart as may be.
    case rest
    /// The host slept.
    case suspended
    /// The device refuses the segment that it took last.
    case refuseSegment
    case asks(Asked)
    case hello(Hello)
    case answers(CommandResult)
    case loseAnswer
    case selfTest(passed: Bool)
    case selfTestOfOther
    case describes(Part)
    /// A sample without any time since what came before.
    case fast(Sample)
    /// The next sample, 5 ms after the last, with the machine's timers in between.
    case next(Sample)
    case slow(Slow)
    case noise

    /// Its name without its values, for counting.
    var kind: String { String(describing: self).prefix { $0 != "(" }.description }

    static let all: [WalkMove] =
        [.lineOpened, .lineLost, .stored(true), .stored(false), .storedOther, .loseAnswer, .noise, .suspended]
        + times + asked + messages + overBadLines

    private static let overBadLines: [WalkMove] = Carrying.allCases.filter { $0 != .all }.flatMap { how in
        [.stored(true), .sleep(.zero), .sleep(.milliseconds(31)), .sleep(.milliseconds(101)), .asks(.arm)].map {
            .over(how, $0)
        }
            + [.asks(.start(right: true)), .asks(.pause), .asks(.stop), .next(.plain), .next(.openFirst)].map {
                .over(how, $0)
            } + [.next(.temperature(.milliCelsius(42_200))), .next(.tripped(.overTemperature))].map { .over(how, $0) }
            + [.over(how, .hear(.plain, .milliseconds(50)))]
    }

    private static let times: [WalkMove] =
        [0, 11, 31, 61, 101, 151, 260, 501, 1_001, 2_001, 3_001, 5_001, 15_001, 30_001, 600_001].map {
            .sleep(.milliseconds($0))
        } + [.wait(.milliseconds(50)), .wait(.milliseconds(700)), .live(.milliseconds(5)), .live(.milliseconds(700))]
        + [.live(.seconds(11)), .playOut, .rest]
        + [600, 5_100, 30_100].map { .hear(.plain, .milliseconds($0)) }
        + [.hear(.output, .milliseconds(400)), .hear(.says(.running), .milliseconds(1_300))]
        + [.hear(.power(.milliwatts(2_000)), .milliseconds(700))]

    private static let asked: [WalkMove] = [
        .asks(.load(.first, approved: true)), .asks(.load(.second, approved: true)), .asks(.arm),
        .asks(.load(.first, approved: false)),
        .asks(.start(right: true)), .asks(.start(right: false)), .asks(.pause), .asks(.prepareResume),
        .asks(.resume(right: true)), .asks(.resume(right: false)), .asks(.stop), .asks(.acknowledge),
        .asks(.shutDown), .asks(.load(.absentZone, approved: true)), .asks(.load(.beyondDevice, approved: true)),
        .asks(.load(.tooDense, approved: true)), .asks(.load(.doseSpent, approved: true)),
        .asks(.load(.byIntensity, approved: true)), .asks(.titrate(right: true)), .asks(.titrate(right: false)),
        .asks(.mark), .asks(.endTitration), .asks(.intensity(by: 20)), .asks(.intensity(by: 21)),
        .asks(.intensity(by: -200)),
    ]

    private static let messages: [WalkMove] =
        Hello.allCases.map { .hello($0) } + Part.allCases.map { .describes($0) } + Slow.allCases.map { .slow($0) }
        + [.answers(.done), .answers(.wrongState), .answers(.notReady)]
        + [.selfTest(passed: true), .selfTest(passed: false), .selfTestOfOther] + samples.map { .next($0) } + [
            .fast(.plain), .refuseSegment,
        ]

    private static let samples: [Sample] =
        [
            .plain, .sameCounter, .output, .zero, .buttonPressed, .buttonUntested, .untested, .leased, .leaseGone,
            .openFirst, .openSecond, .short, .sensorOpen, .fewerZones, .tripped(.overTemperature),
            .tripped(.patientButton),
            .tripped(.none), .trippedButOn, .power(.milliwatts(2_000)), .idleButOn, .bothWarm(.milliCelsius(42_200)),
        ] + [.idle, .armed, .running, .paused, .halted].map { .says($0) }
        + [30_000, 38_500, 42_200, 42_700, 43_500].map { .temperature(.milliCelsius($0)) }
}
