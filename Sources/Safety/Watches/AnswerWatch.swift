import Treatment
public import Units

/// How the two sensors of one zone answer to the power that the zone absorbs.
///
/// Readings are averaged and power is summed over whole seconds. At the end of each the windows of the last five and the
/// last thirty seconds are held against what `ExpectedSkin` does with the same power from the same beginning. Beside that
/// the watch keeps energy and rise since output began, by which each zone's first answer is told from
/// another zone's.
public struct AnswerWatch: Sendable {
    private static let second = Duration.seconds(1)
    private static let brief = 5
    private static let long = 30
    private static let places = 32

    private var centres = InlineArray<32, Int32>(repeating: 0)
    private var edges = InlineArray<32, Int32>(repeating: 0)
    private var densities = InlineArray<32, Int32>(repeating: 0)
    private var filled = 0
    private var last = -1
    private var bin = Bin()
    private var area = Area.zero
    private var start: Start?
    /// What was found at the end of the last whole second.
    public private(set) var found = HeatEvidence()

    /// A zone without a past.
    public init() {}

    /// What is summed up over the second that has not ended.
    private struct Bin: Sendable {
        var end: DeviceInstant?
        var time = DeviceInstant.zero
        var centre: Int64 = 0
        var edge: Int64 = 0
        var samples: Int64 = 0
        var energy: Int64 = 0
        var span: Int64 = 0
    }

    /// The readings with which output began, and the energy since, in µJ/cm².
    private struct Start: Sendable {
        var centre: Int32
        var edge: Int32
        var energy: Int64 = 0
        var seconds = 0
    }

    /// Forgets the windows: what comes next is not to be compared with what was.
    public mutating func restart() {
        (filled, last, bin) = (0, -1, Bin())
        forgetWindows()
    }

    private mutating func forgetWindows() {
        (found.centre.brief, found.centre.long, found.edge.brief, found.edge.long) = (nil, nil, nil, nil)
    }

    /// Output ends: skin that cools tells nothing about which sensor is whose.
    public mutating func endOutput() {
        (found.energy, start) = (.zero, nil)
        (found.centre.leastRise, found.centre.greatestRise) = (.zero, .zero)
        (found.edge.leastRise, found.edge.greatestRise) = (.zero, .zero)
    }

    /// Output begins: energy and rise count from the readings of this moment.
    public mutating func beginOutput() {
        endOutput()
        if bin.samples >= 20 {
            start = Start(
                centre: Int32(clamping: bin.centre / bin.samples), edge: Int32(clamping: bin.edge / bin.samples))
        } else if filled > 0 {
            start = Start(centre: centres[last], edge: edges[last])
        }
    }

    /// Takes one sample of a zone of which both sensors can be believed; a step back in time, or a gap of a second, begins
    /// the windows afresh.
    public mutating func add(
        centre: Temperature, edge: Temperature, power: Power, over area: Area, at time: DeviceInstant
    ) {
        self.area = area
        guard let end = bin.end, time > bin.time, time < end + AnswerWatch.second else {
            restart()
            bin.end = time + AnswerWatch.second
            take(centre, edge, at: time)
            return
        }
        let span = (time - bin.time).microseconds
        bin.energy += Int64(power.milliwatts) * span
        bin.span += span
        if time >= end {
            closeSecond()
            bin = Bin()
            bin.end = end + AnswerWatch.second
        }
        take(centre, edge, at: time)
    }

    private mutating func take(_ centre: Temperature, _ edge: Temperature, at time: DeviceInstant) {
        bin.time = time
        bin.centre += Int64(centre.milliCelsius)
        bin.edge += Int64(edge.milliCelsius)
        bin.samples += 1
    }

    private mutating func closeSecond() {
        last = (last + 1) % AnswerWatch.places
        filled = min(filled + 1, AnswerWatch.places)
        centres[last] = Int32(clamping: bin.centre / bin.samples)
        edges[last] = Int32(clamping: bin.edge / bin.samples)
        // nJ / µs = mW; mW / mm² = 100,000 µW/cm².
        let squareMillimetres = max(Int64(area.squareMillimetres), 1)
        densities[last] = Int32(clamping: bin.energy * 100_000 / (max(bin.span, 1) * squareMillimetres))
        (found.centre.brief, found.edge.brief) = answers(over: AnswerWatch.brief)
        (found.centre.long, found.edge.long) = answers(over: AnswerWatch.long)
        countRise()
    }

    private mutating func answers(over seconds: Int) -> (PowerAnswer?, PowerAnswer?) {
        guard filled > seconds else { return (nil, nil) }
        var place = (last + AnswerWatch.places - seconds) % AnswerWatch.places
        let (centre, edge) = (centres[place], edges[place])
        var expectedCentre = ExpectedSkin(milliCelsius: centre)
        var expectedEdge = ExpectedSkin(milliCelsius: edge)
        for _ in 0..<seconds {
            let next = (place + 1) % AnswerWatch.places
            // From the middle of one second to the middle of the next.
            let density = (Int64(densities[place]) + Int64(densities[next])) / 2
            expectedCentre.pass(density: density)
            expectedEdge.pass(density: density)
            place = next
        }
        return (
            AnswerWatch.answer(expectedCentre, from: centre, to: centres[last]),
            AnswerWatch.answer(expectedEdge, from: edge, to: edges[last])
        )
    }

    private static func answer(_ skin: ExpectedSkin, from first: Int32, to last: Int32) -> PowerAnswer {
        PowerAnswer(
            expected: .millikelvin(Int32(clamping: skin.microCelsius / 1000 - Int64(first))),
            measured: .millikelvin(last - first))
    }

    /// Energy and rise since output began.
    private mutating func countRise() {
        guard var start else { return }
        // µW/cm² over one second are µJ/cm².
        start.energy += Int64(densities[last])
        start.seconds += 1
        self.start = start
        found.energy = .millijoulesPerSquareCentimetre(start.energy / 1000)
        guard start.seconds >= 3, filled >= 3 else { return }
        let one = (last + AnswerWatch.places - 1) % AnswerWatch.places
        let two = (last + AnswerWatch.places - 2) % AnswerWatch.places
        found.centre.leastRise = .millikelvin(min(centres[last], centres[one], centres[two]) - start.centre)
        found.centre.greatestRise = .millikelvin(max(centres[last], centres[one], centres[two]) - start.centre)
        found.edge.leastRise = .millikelvin(min(edges[last], edges[one], edges[two]) - start.edge)
        found.edge.greatestRise = .millikelvin(max(edges[last], edges[one], edges[two]) - start.edge)
    }
}
