import Testing
import Units

struct PulseTrainTests {
    /// Pulse k starts floor(k · 10⁹ / f) µs after the train: by the definition, in 128 bits and by counting.
    private func naiveStarts(millihertz: Int64, microseconds end: Int64) -> [Int64] {
        var starts: [Int64] = []
        var index: Int128 = 0
        while true {
            let start = Int64(index * 1_000_000_000 / Int128(millihertz))
            guard start < end else { return starts }
            starts.append(start)
            index += 1
        }
    }

    @Test(arguments: [1, 999, 1000, 7_777, 33_333, 50_000, 51_000, 52_000, 70_000, 119_999, 120_000] as [Int32])
    func `a train's pulses start where the definition says`(millihertz: Int32) throws {
        let train = try #require(PulseTrain(rate: .millihertz(millihertz)))
        let expected = naiveStarts(millihertz: Int64(millihertz), microseconds: 4_000_000)
        #expect(train.pulseCount(from: .zero, length: .seconds(4)) == Int64(expected.count))
        for (index, start) in expected.enumerated() {
            #expect(train.start(ofPulse: Int64(index)) == .microseconds(start))
        }
    }

    @Test func `the first pulse not before an offset is the first one in the list`() throws {
        var stream = RandomStream(seed: 2)
        for _ in 0..<300 {
            let millihertz = Int32(stream.next(in: 1000...120_000))
            let train = try #require(PulseTrain(rate: .millihertz(millihertz)))
            let starts = naiveStarts(millihertz: Int64(millihertz), microseconds: 1_000_000)
            for _ in 0..<20 {
                let offset = stream.next(in: 0...900_000)
                let expected = starts.firstIndex { $0 >= offset } ?? starts.count
                #expect(train.firstPulse(notBefore: .microseconds(offset)) == Int64(expected))
            }
        }
    }

    @Test func `a pulse on a boundary belongs to the part that starts there`() throws {
        let train = try #require(PulseTrain(rate: .hertz(50)))
        #expect(train.pulseCount(from: .zero, length: .milliseconds(20)) == 1)
        #expect(train.pulseCount(from: .milliseconds(20), length: .milliseconds(20)) == 1)
        #expect(train.firstPulse(notBefore: .milliseconds(20)) == 1)
        #expect(train.firstPulse(notBefore: .microseconds(20_001)) == 2)
    }

    @Test func `a train has the same pulses however it is cut`() throws {
        var stream = RandomStream(seed: 3)
        for _ in 0..<300 {
            let train = try #require(PulseTrain(rate: .millihertz(Int32(stream.next(in: 1...120_000)))))
            let whole = train.pulseCount(from: .zero, length: .seconds(1800))
            var sum: Int64 = 0
            var offset = Duration.zero
            while offset < .seconds(1800) {
                let length = min(.microseconds(stream.next(in: 1...100_000_000)), .seconds(1800) - offset)
                sum += train.pulseCount(from: offset, length: length)
                offset += length
            }
            #expect(sum == whole)
        }
    }

    @Test func `fifty-two hertz for two seconds are a hundred and four pulses`() throws {
        let train = try #require(PulseTrain(rate: .hertz(52)))
        #expect(train.pulseCount(from: .zero, length: .seconds(2)) == 104)
        #expect(train.start(ofPulse: 1) == .microseconds(19_230))
        #expect(train.start(ofPulse: 103) == .microseconds(1_980_769))
    }

    @Test(arguments: [0, -1, Int32.min]) func `no train has a rate of zero or below`(millihertz: Int32) {
        #expect(PulseTrain(rate: .millihertz(millihertz)) == nil)
    }

    @Test func `four zones of one rate fit into their slots`() {
        let longest = TimeGrid.pulseLength(.microseconds(400)) + TimeGrid.pulseGuard
        #expect(TimeGrid.pulseLength(.microseconds(200)) == .microseconds(500))
        #expect(longest <= TimeGrid.pulseSlot)
        for place in ZoneSet.all {
            #expect(TimeGrid.slotDelay(of: place) == .microseconds(2000 * Int64(place.place)))
        }
    }
}

struct CurrentRampTests {
    @Test func `a ramp starts at its start and runs linearly towards its end`() {
        let ramp = CurrentRamp(from: .milliamps(2), to: .milliamps(12))
        #expect(ramp.current(at: .zero) == .milliamps(2))
        #expect(ramp.current(at: .milliseconds(25)) == .milliamps(7))
        #expect(ramp.current(at: .microseconds(49_999)) == .microamps(11_999))
        #expect(ramp.peak == .milliamps(12))
    }

    @Test func `a falling ramp is rounded towards its start`() {
        let ramp = CurrentRamp(from: .microamps(10), to: .microamps(7))
        #expect(ramp.current(at: .microseconds(16_666)) == .microamps(10))
        #expect(ramp.current(at: .microseconds(16_667)) == .microamps(9))
        #expect(ramp.peak == .microamps(10))
    }

    @Test func `a level ramp stays where it is`() {
        let ramp = CurrentRamp(from: .microamps(20_001), to: .microamps(20_001))
        for offset in 0..<50 { #expect(ramp.current(at: .milliseconds(Int64(offset))) == .microamps(20_001)) }
    }

    @Test func `a ramp never leaves its ends and never turns round`() {
        var stream = RandomStream(seed: 4)
        for _ in 0..<500 {
            let start = Current.microamps(Int32(stream.next(in: 0...60_000)))
            let end = Current.microamps(Int32(stream.next(in: 0...60_000)))
            let ramp = CurrentRamp(from: start, to: end)
            var before = start
            for offset in stride(from: Int64(0), to: 50_000, by: 997) {
                let now = ramp.current(at: .microseconds(offset))
                #expect(now >= min(start, end) && now <= max(start, end))
                #expect(start <= end ? now >= before : now <= before)
                before = now
            }
        }
    }
}
