import Treatment
import Units

/// How one zone's controlled sensor went through a treatment: means of a second of the hotter sensor's reading, against
/// what was to be followed.
struct ZoneCourse: Sendable {
    /// The plan's set-point, in m°C.
    let planned: Int32
    /// The segment with which the reference has reached it.
    private let holdBegins: Int
    /// Segments in a second.
    private static let second = 20
    /// What counts as held, in m°C to each side.
    private static let band: Int32 = 200
    /// What counts as settled closely, in m°C to each side: half of it, which tells controllers apart that are all held.
    private static let closeBand: Int32 = 100
    /// What the zone is to reach first, in m°C.
    private static let warm: Int32 = 40_000

    private var sums: (reading: Int64, target: Int64, density: Double, count: Int64) = (0, 0, 0, 0)
    private let keepsSeconds: Bool
    /// Each second's time in s since the treatment's start, mean reading and target in m°C, and density in mW/cm², where they
    /// are kept.
    private(set) var seconds: [(time: Int, reading: Int32, target: Int32, density: Double)] = []
    /// The RF energy asked for, in mJ/cm².
    private(set) var energy = 0.0
    private var firstHeat: Int?
    private var highestTarget: Int32 = 0
    private var wasCaughtUp = false
    private var heldTargets: Int64 = 0
    private var squares = 0.0

    /// Seconds from the zone's first RF to the end of the first second at 40 °C on average; nil when it never came.
    private(set) var warmAfter: Int?
    /// The most that a second's mean was above the highest temperature followed until then, in m°C; below zero for never.
    private(set) var overshoot = Int32.min
    /// The highest second's mean, in m°C.
    private(set) var highest = Int32.min
    /// Seconds of the hold, those of them within the band, and those at 40 °C and more at any time.
    private(set) var (holdSeconds, heldSeconds, warmSeconds) = (0, 0, 0)
    /// The lowest temperature that was followed in the hold, in m°C.
    private(set) var lowestTarget = Int32.max
    /// Seconds from the zone's first RF to the end of the last second outside of the band, but for `spared` ones.
    private(set) var settledAfter = 0
    /// The same with the close band.
    private(set) var settledCloselyAfter = 0

    init(_ reference: HeatingReference, keepsSeconds: Bool = false) {
        self.keepsSeconds = keepsSeconds
        planned = reference.heating.target.milliCelsius
        holdBegins = Int(reference.holdStart.milliseconds / TimeGrid.segment.milliseconds)
    }

    /// What a line of text keeps of it.
    var numbers: [Int64] {
        [
            Int64(planned), Int64(warmAfter ?? -1), Int64(overshoot), Int64(highest), Int64(holdSeconds),
            Int64(heldSeconds), Int64(warmSeconds), Int64(lowestTarget), Int64(settledAfter), heldTargets,
            Int64(squares), Int64(energy), Int64(settledCloselyAfter),
        ]
    }

    /// The course that such a line was written of; nil for another number of numbers.
    init?(numbers: [Int64]) {
        guard numbers.count == 13 else { return nil }
        (keepsSeconds, holdBegins) = (false, 0)
        planned = Int32(clamping: numbers[0])
        warmAfter = numbers[1] < 0 ? nil : Int(numbers[1])
        (overshoot, highest) = (Int32(clamping: numbers[2]), Int32(clamping: numbers[3]))
        (holdSeconds, heldSeconds, warmSeconds) = (Int(numbers[4]), Int(numbers[5]), Int(numbers[6]))
        (lowestTarget, settledAfter) = (Int32(clamping: numbers[7]), Int(numbers[8]))
        (heldTargets, squares, energy) = (numbers[9], Double(numbers[10]), Double(numbers[11]))
        settledCloselyAfter = Int(numbers[12])
    }

    /// What one segment is decided by.
    ///
    /// - Parameters:
    ///   - reading: of the hotter sensor, in m°C.
    ///   - target: what is followed, in m°C; nil before the zone's turn.
    ///   - density: the RF power, in mW/cm².
    mutating func add(reading: Int32, target: Int32?, density: Double, at ordinal: Int) {
        guard let target else { return }
        if density > 0, firstHeat == nil { firstHeat = ordinal }
        energy += density * 0.05
        sums = (sums.reading + Int64(reading), sums.target + Int64(target), sums.density + density, sums.count + 1)
        guard sums.count == ZoneCourse.second else { return }
        let (mean, wanted) = (Int32(sums.reading / sums.count), Int32(sums.target / sums.count))
        if keepsSeconds {
            seconds.append((ordinal / ZoneCourse.second, mean, wanted, sums.density / Double(sums.count)))
        }
        sums = (0, 0, 0, 0)
        close(mean, wanted, at: ordinal)
    }

    private mutating func close(_ mean: Int32, _ wanted: Int32, at ordinal: Int) {
        highest = max(highest, mean)
        highestTarget = max(highestTarget, wanted)
        // The reference begins below skin at rest; what is ahead of it then is no overshoot.
        if wanted >= mean { wasCaughtUp = true }
        if wasCaughtUp { overshoot = max(overshoot, mean - highestTarget) }
        guard let firstHeat else { return }
        let seconds = (ordinal - firstHeat + 1) / ZoneCourse.second
        if mean >= ZoneCourse.warm {
            warmSeconds += 1
            warmAfter = warmAfter ?? seconds
        }
        guard ordinal >= holdBegins + ZoneCourse.second else { return }
        let error = mean - wanted
        holdSeconds += 1
        squares += Double(error) * Double(error)
        lowestTarget = min(lowestTarget, wanted)
        heldTargets += Int64(wanted)
        if error.magnitude <= ZoneCourse.band { heldSeconds += 1 } else { settledAfter = seconds }
        if error.magnitude > ZoneCourse.closeBand { settledCloselyAfter = seconds }
    }

    /// The mean deviation in the hold (root of the mean square), in m°C.
    var deviation: Double { holdSeconds > 0 ? (squares / Double(holdSeconds)).squareRoot() : 0 }

    /// The mean temperature that was followed in the hold, in m°C.
    var meanTarget: Int32 { holdSeconds > 0 ? Int32(heldTargets / Int64(holdSeconds)) : planned }

    /// Whether the set-point stayed the plan's, but for what nobody is told.
    var keepsPlan: Bool { planned - lowestTarget < 50 }
}
