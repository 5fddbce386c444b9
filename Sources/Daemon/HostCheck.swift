import CLinux
import Control
public import ControlSocket
import Dispatch
import Foundation
import Glibc
import Synchronization
public import Units

/// How punctual the control thread can be on this workstation, measured without a device.
///
/// Its thread asks and waits as that of the control loop does; it does nothing else when it wakes. Under load from
/// outside it shows what a treatment would meet.
public struct HostCheck: Sendable {
    /// What to measure.
    public struct Question: Sendable {
        /// How many ticks, 1 and above.
        public var ticks: Int
        /// From one tick to the next.
        public var period: Duration
        /// The real-time priority to ask for, 1 … 99; nil for the default policy.
        public var priority: Int?
        /// Whether processors are kept from deep sleep, as they are during a treatment.
        public var holdsProcessor: Bool

        /// A question of these fields.
        public init(ticks: Int, period: Duration, priority: Int?, holdsProcessor: Bool) {
            self.ticks = ticks
            self.period = period
            self.priority = priority
            self.holdsProcessor = holdsProcessor
        }
    }

    /// What the workstation granted.
    public let host: HostReport
    /// Ticks that were missed, because the one before came more than a period late; they are not caught up.
    public let missed: Int
    /// How late each tick was, shortest first; never empty.
    private let lateness: [Duration]

    /// The lateness that `share` of all ticks, 0 … 1, did not exceed.
    public func quantile(_ share: Double) -> Duration {
        lateness[min(Int((share * Double(lateness.count)).rounded(.up)), lateness.count) - (share > 0 ? 1 : 0)]
    }

    /// Measures; blocks for as long as the ticks take.
    ///
    /// - Throws: the errno with which the system refused a timer.
    public static func run(_ question: Question) throws(SystemRefusal) -> HostCheck {
        let timer = try DeadlineTimer()
        let inbox = try Inbox()
        let result = Mutex<HostCheck?>(nil)
        let ended = DispatchSemaphore(value: 0)
        let room = Room(timer)
        // A thread of its own, which ends with what it was granted.
        let thread = Thread {
            let check = measure(question, room.timer, inbox)
            result.withLock { $0 = check }
            ended.signal()
        }
        thread.start()
        ended.wait()
        guard let check = result.withLock({ $0 }) else { throw SystemRefusal(operation: "measure", errno: ECANCELED) }
        return check
    }

    /// Lends the timer to the thread that measures.
    private final class Room: Sendable {
        let timer: DeadlineTimer
        init(_ timer: consuming DeadlineTimer) { self.timer = timer }
    }

    private static func measure(_ question: Question, _ timer: borrowing DeadlineTimer, _ inbox: Inbox) -> HostCheck {
        var granted = RealTime.enter(priority: question.priority)
        let processor = question.holdsProcessor ? myotherm_realtime_hold_processor() : -1
        if question.holdsProcessor { granted.processor = Grant(result: processor) }
        defer { if processor >= 0 { _ = Glibc.close(processor) } }
        var watch = HostWatch()
        var lateness = [Duration](repeating: .zero, count: question.ticks)
        var missed = 0
        var deadline = HostClock.now + question.period
        for tick in 0..<question.ticks {
            timer.set(deadline)
            repeat {
                _ = myotherm_wait(-1, 0, timer.descriptor, inbox.descriptor)
                _ = watch.look()
            } while !timer.hasExpired()
            lateness[tick] = HostClock.now - deadline
            deadline = deadline + question.period
            while deadline <= HostClock.now {
                missed += 1
                deadline = deadline + question.period
            }
        }
        return HostCheck(host: HostReport(granted), missed: missed, lateness: lateness.sorted())
    }
}
