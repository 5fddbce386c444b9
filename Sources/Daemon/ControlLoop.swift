import Control
import Dispatch
import Safety
import Serial
import Units

/// The one queue that owns the treatment: bytes, time and commands go into the machine, its effects come out.
///
/// It never waits: reading and writing do not block, records and status leave through bounded hand-offs, opening and
/// closing happen elsewhere. In steady state it allocates nothing of its own.
final class ControlLoop: @unchecked Sendable {
    // Unchecked: all state is touched on `queue` alone; every entry either runs in a source of that queue or hops to it.
    let queue = DispatchQueue(label: "control", qos: .userInteractive)
    let hands: Hands
    var machine: Machine
    var effects = Effects()
    var lostEffects = 0
    var line: OpenLine?
    private var timer: DeadlineTimer?
    private var sleep = SleepWatch(awake: HostClock.now, all: HostClock.throughSleep)
    private let closing = DispatchQueue(label: "closing")
    private var input = InlineArray<2048, UInt8>(repeating: 0)

    /// A loop around a new machine, which gives what it has to say to `hands`.
    init(hostInstance: UInt64, hands: Hands) throws(SystemRefusal) {
        self.hands = hands
        machine = Machine(hostInstance: hostInstance)
        timer = try DeadlineTimer(on: queue) { [weak self] in self?.wake() }
    }

    /// Takes over a line that was opened on day `today`; from any queue.
    func attach(_ opened: OpenLine, today: Int) {
        queue.async { [self] in
            line?.detach(closingOn: closing)
            line = opened
            opened.attach(to: queue) { [weak self] in self?.readable() }
            machine.reduce(.lineOpened(today: today), at: HostClock.now, into: &effects)
            perform()
        }
    }

    /// Gives the machine an operator's command; from any queue.
    ///
    /// The answer goes to `hands.answers`.
    func take(_ command: OperatorCommand, request: RequestID) {
        queue.async { [self] in
            machine.take(command, request: request, at: HostClock.now, into: &effects)
            perform()
        }
    }

    /// Tells the machine that its intent is on disk, or is not; from any queue.
    func intentStored(_ request: RequestID, _ isStored: Bool) {
        queue.async { [self] in
            machine.reduce(.intentStored(request, isStored), at: HostClock.now, into: &effects)
            perform()
        }
    }

    /// Gives the line up, because the daemon ends; from any queue.
    ///
    /// Closing a dead line may take for ever: after two seconds the process ends with it.
    ///
    /// - Returns: whether the descriptor was let go in time.
    @discardableResult
    func close() -> Bool {
        queue.sync {
            line?.detach(closingOn: closing)
            line = nil
            timer?.cancel()
            timer = nil
        }
        let closed = DispatchSemaphore(value: 0)
        closing.async { closed.signal() }
        return closed.wait(timeout: .now() + .seconds(2)) == .success
    }

    /// Whatever wakes the loop first after a sleep, the machine hears of the sleep before of anything else.
    private func noticeSleep() {
        guard let span = sleep.slept(awake: HostClock.now, all: HostClock.throughSleep) else { return }
        machine.reduce(.hostSuspended(span), at: HostClock.now, into: &effects)
        perform()
    }

    private func wake() {
        noticeSleep()
        machine.reduce(.timer, at: HostClock.now, into: &effects)
        perform()
    }

    private func readable() {
        noticeSleep()
        // A flood does not keep the timer from its turn: what is left makes the source fire again.
        for _ in 0..<8 {
            guard let line else { return }
            var buffer = input.mutableSpan
            switch line.read(into: &buffer) {
            case .bytes(let count):
                machine.receive(input.span.extracting(0..<count), at: HostClock.now, into: &effects)
                perform()
            case .nothing: return
            case .hangUp, .failed: return lose()
            }
        }
    }

    func lose() {
        guard let lost = line else { return }
        line = nil
        lost.detach(closingOn: closing)
        machine.reduce(.lineLost, at: HostClock.now, into: &effects)
        perform()
        hands.lineLost()
    }

    func setTimer(_ deadline: Instant?) { timer?.set(deadline) }
}
