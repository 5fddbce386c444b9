import CLinux
package import Control
import Dispatch
import Glibc
import Safety
import Serial
package import Units

/// The one thread that owns the treatment: bytes, time and messages go into the machine, its effects come out.
///
/// It waits for line, deadline and inbox in one call, and for nothing else: reading and writing do not block, records and
/// status leave through bounded hand-offs, opening and closing happen elsewhere. It alone asks for real time. In steady
/// state it allocates nothing. It is one block on a queue of its own that returns when the loop ends; decision 13 says why
/// not a Dispatch source for each descriptor.
package final class ControlLoop: @unchecked Sendable {
    // Unchecked: other threads use `inbox`, `hands`, the queues and `ended` alone, which are constant and may be shared (`close`
    // waits for `ended`, and reads nothing else). Everything else is touched by one thread, the one that takes the turns: the
    // block that `start` puts on `queue`, or whoever calls `turn` and `begin` instead. Nobody does both. What `init` writes
    // is written before that thread knows of the loop.
    package let inbox: Inbox
    let hands: Hands
    var machine: Machine
    var effects = Effects()
    var lostEffects = 0
    var line: OpenLine?
    /// Whether the line took no more bytes, so that room on it is waited for.
    var lineIsFull = false
    /// Whether a write found the line gone.
    var lineIsGone = false
    package let timer: DeadlineTimer
    private let queue = DispatchQueue(label: "control", qos: .userInteractive)
    private let closing = DispatchQueue(label: "closing")
    private let ended = DispatchSemaphore(value: 0)
    private var isEnding = false
    private(set) var clock = LoopClock()
    private var watch = HostWatch()
    private var granted = HostGrants()
    private var messages: [Inbox.Message] = []
    private var input = InlineArray<2048, UInt8>(repeating: 0)

    /// A loop around `machine`, which gives what it has to say to `hands`.
    ///
    /// - Throws: the errno with which the system refused a descriptor.
    package init(machine: Machine, hands: Hands) throws(SystemRefusal) {
        self.machine = machine
        self.hands = hands
        inbox = try Inbox()
        timer = try DeadlineTimer()
        messages.reserveCapacity(Inbox.capacity)
    }

    /// Begins, at real-time `priority`, or at the default policy where that is nil.
    package func start(priority: Int?) {
        queue.async { [self] in
            granted = RealTime.enter(priority: priority)
            machine.reduce(.hostGranted(granted), at: clock.now, into: &effects)
            perform()
            while !isEnding { turn() }
            closeLine()
            ended.signal()
        }
    }

    /// Ends the loop and gives the line up, because the daemon ends; from any thread but its own.
    ///
    /// Closing a dead line may take for ever: after two seconds the process ends with it.
    ///
    /// - Returns: whether the descriptor was let go in time.
    @discardableResult
    package func close() -> Bool {
        inbox.put(.end)
        guard ended.wait(timeout: .now() + .seconds(2)) == .success else { return false }
        let closed = DispatchSemaphore(value: 0)
        closing.async { closed.signal() }
        return closed.wait(timeout: .now() + .seconds(2)) == .success
    }

    private func wait() -> Readiness {
        let found = myotherm_wait(line?.descriptor ?? -1, lineIsFull ? 1 : 0, timer.descriptor, inbox.descriptor)
        guard found < 0 else { return Readiness(rawValue: found) }
        // The kernel had no memory for the wait. At this priority a loop that does not sleep would take the processor from
        // everybody; one that looks at everything every millisecond still steers.
        _ = usleep(1000)
        return [.line, .room, .timer, .inbox]
    }

    /// Waits until there is something to do, and does it.
    package func turn() { takeTurn(wait()) }

    /// Goes on with this machine as if it were this moment: how a measurement meets one event many times.
    ///
    /// For whoever takes the turns himself; `start` never does.
    package func begin(_ machine: Machine, at moment: Instant) {
        // What the copy shares would be copied at its first change, in the middle of what is measured.
        self.machine = machine.separated()
        clock.begin(at: moment)
        timer.set(machine.wakeUp.map(clock.real))
    }

    /// Does what there is to do: time first, so that nobody's flood keeps it waiting, then messages, then the line.
    package func takeTurn(_ ready: Readiness) {
        noticeHost()
        if ready.contains(.timer), timer.hasExpired() {
            machine.reduce(.timer, at: clock.now, into: &effects)
            perform()
        }
        if ready.contains(.inbox) { takeMessages() }
        if ready.contains(.room) { write() }
        if ready.contains(.line) { readable() }
        if lineIsGone { lose() }
    }

    /// Whatever wakes the loop first after a sleep or a step of the clock, the machine hears of that before of anything
    /// else.
    private func noticeHost() {
        guard let event = watch.look() else { return }
        machine.reduce(event, at: clock.now, into: &effects)
        perform()
    }

    /// A stop goes before everything that waits with it; what was asked for before it, and would give output, is not done.
    private func takeMessages() {
        inbox.take(into: &messages)
        let lastStop = messages.lastIndex(where: \.isStop)
        if lastStop != nil {
            for message in messages where message.isStop { take(message) }
        }
        for (index, message) in messages.enumerated() where !message.isStop {
            if let lastStop, index < lastStop, case .command(_, let request) = message {
                hands.answer(request, .refused(.stopped))
            } else {
                take(message)
            }
        }
        messages.removeAll(keepingCapacity: true)
    }

    private func take(_ message: Inbox.Message) {
        let now = clock.now
        switch message {
        case .attach(let opened, let today):
            closeLine()
            line = opened
            machine.reduce(
                .lineOpened(today: today, rate: .baud(Int64(opened.settings.baudRate.baud))), at: now, into: &effects)
        case .detach(let number): if line?.number == number { lose() }
        case .areYouThere: hands.isAlive()
        case .command(let command, let request): machine.take(command, request: request, at: now, into: &effects)
        case .intentStored(let request, let isStored):
            machine.reduce(.intentStored(request, isStored), at: now, into: &effects)
        case .held(let processor, let awake):
            (granted.processor, granted.awake) = (processor, awake)
            machine.reduce(.hostGranted(granted), at: now, into: &effects)
        case .end: isEnding = true
        }
        perform()
    }

    private func readable() {
        // A flood does not keep the timer from its turn: what is left makes the next wait return at once.
        for _ in 0..<8 {
            guard let line else { return }
            var buffer = input.mutableSpan
            switch line.read(into: &buffer) {
            case .bytes(let count):
                let read = clock.now
                machine.receive(input.span.extracting(0..<count), at: read, into: &effects)
                perform()
                machine.reacted(in: clock.now - read)
                // Less than fits was all there was: what comes meanwhile makes the next wait return at once.
                if count < input.count { return }
            case .nothing: return
            case .hangUp, .failed: lineIsGone = true
            }
            if lineIsGone { return }
        }
    }

    private func lose() {
        lineIsGone = false
        guard let number = line?.number else { return }
        closeLine()
        machine.reduce(.lineLost, at: clock.now, into: &effects)
        perform()
        hands.lineLost(number)
    }

    /// Lets the line go where closing it may take its time.
    private func closeLine() {
        lineIsFull = false
        // Handed over as a count and not as a reference: one that this thread still held might be the last, and close here.
        guard let handed = unsafe releasedLine() else { return }
        closing.async { unsafe handed.release() }
    }

    private func releasedLine() -> Unmanaged<OpenLine>? {
        defer { line = nil }
        return unsafe line.map { unsafe Unmanaged.passRetained($0) }
    }
}

/// What the loop has to do, as its wait found it.
package struct Readiness: OptionSet {
    /// The bits of `myotherm_wait`.
    package let rawValue: Int32

    /// From the bits.
    package init(rawValue: Int32) { self.rawValue = rawValue }

    /// Bytes wait on the line, or it is gone.
    package static let line = Readiness(rawValue: Int32(myotherm_wait_line))
    /// The line takes bytes again.
    package static let room = Readiness(rawValue: Int32(myotherm_wait_room))
    /// The deadline has come.
    package static let timer = Readiness(rawValue: Int32(myotherm_wait_timer))
    /// Messages wait.
    package static let inbox = Readiness(rawValue: Int32(myotherm_wait_event))
}
