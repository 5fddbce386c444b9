import Safety
import Testing

@Suite("Alarm conditions")
struct AlarmTests {
    /// A cause that nobody would hear of is none; only a person's own stop is no alarm.
    @Test(arguments: Cause.allCases)
    func `every cause has an urgency, a sentence and a hint`(cause: Cause) {
        let isOwnWish = cause == .operatorStop || cause == .shutdown
        #expect((cause.alarm.urgency == .none) == isOwnWish)
        #expect(cause.alarm.urgency(after: .trip) == cause.alarm.urgency)
        #expect(cause.sentence.utf8CodeUnitCount > 10)
        #expect(cause.hint.utf8CodeUnitCount > 10)
    }

    /// Hazard: HAZ-S1, HAZ-T6, HAZ-O7.
    @Test func `output that nothing stops cannot be silenced while it is there`() {
        for cause in [Cause.outputUncertain, .uncommandedOutput, .unleasedOutput] {
            var board = AlarmBoard()
            board.raise(Finding(cause, .trip))
            board.acknowledge()
            #expect(board.urgency == .high, "\(cause)")
            board.endPresence()
            #expect(board.urgency == .high, "\(cause): gone, and nobody has acknowledged it")
            board.acknowledge()
            #expect(board.active.isEmpty, "\(cause)")
        }
    }

    @Test func `a warning is awareness, a pause a prompt response, a trip what the harm says`() {
        let condition = Cause.overTemperature.alarm
        #expect(condition.urgency(after: .note) == .none)
        #expect(condition.urgency(after: .warn) == .low)
        #expect(condition.urgency(after: .ceiling) == .low)
        #expect(condition.urgency(after: .pause) == .medium)
        #expect(condition.urgency(after: .trip) == .high)
    }

    @Test func `the most urgent condition is signalled, and comes first`() {
        var board = AlarmBoard()
        board.raise(Finding(.lineNoisy, .warn))
        board.raise(Finding(.overTemperature, .trip))
        board.raise(Finding(.impedanceOpen, .pause))
        #expect(board.urgency == .high)
        #expect(board.active.map(\.cause) == [.overTemperature, .impedanceOpen, .lineNoisy])
        #expect(board.active.map(\.urgency) == [.high, .medium, .low])
    }

    @Test func `a latched condition stays until it is acknowledged and gone, in either order`() {
        var board = AlarmBoard()
        board.raise(Finding(.overTemperature, .trip))
        board.endPresence()
        #expect(board.urgency == .high)
        #expect(board.active.first?.isPresent == false)
        board.acknowledge()
        #expect(board == AlarmBoard())

        board.raise(Finding(.overTemperature, .trip))
        board.acknowledge()
        #expect(board.urgency == .none)
        #expect(board.active.first?.isAcknowledged == true)
        board.endPresence()
        #expect(board == AlarmBoard())
    }

    @Test func `a condition that does not latch ends with its cause`() {
        var board = AlarmBoard()
        board.raise(Finding(.impedanceOpen, .pause))
        #expect(board.urgency == .medium)
        board.show(Verdict())
        #expect(board == AlarmBoard())
    }

    @Test func `a condition that comes back signals again`() {
        var board = AlarmBoard()
        board.raise(Finding(.lineNoisy, .warn))
        board.acknowledge()
        #expect(board.urgency == .none)
        board.show(Verdict())
        board.raise(Finding(.lineNoisy, .warn))
        #expect(board.urgency == .low)
    }

    @Test func `a new condition signals although another one is silenced`() {
        var board = AlarmBoard()
        board.raise(Finding(.impedanceOpen, .pause))
        board.acknowledge()
        board.raise(Finding(.padDrying, .warn))
        #expect(board.urgency == .low)
        #expect(board.awaitsAcknowledgement)
    }

    @Test func `what has ended something is shown until a person has seen it, although nothing is judged any more`() {
        var board = AlarmBoard()
        board.hold(Finding(.impedanceOpen, .pause))
        board.endPresence()
        #expect(board.active.map(\.cause) == [.impedanceOpen])
        board.acknowledge()
        #expect(board == AlarmBoard())
    }

    @Test func `all causes at once find their place`() {
        var board = AlarmBoard()
        for cause in Cause.allCases { board.raise(Finding(cause, .trip)) }
        #expect(board.active.count == Cause.allCases.count - 2)
        let urgencies = board.active.map(\.urgency.rawValue)
        #expect(urgencies == urgencies.sorted(by: >))
    }
}
