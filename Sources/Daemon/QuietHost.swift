import CLinux
import Control
import Dispatch
import Glibc
import Synchronization

/// Keeps the workstation awake and its processors quick while a treatment is prepared or under way.
///
/// Opening a device and asking the login manager may block, so both happen on a queue of their own; what came of it is told
/// afterwards. Without the permission for either the treatment goes on: its timing is measured before every arming.
final class QuietHost: Sendable {
    private struct Held: ~Copyable {
        var processor: Int32 = -1
        var sleep: Inhibitor?
    }

    private let queue = DispatchQueue(label: "quiet host")
    private let held = Mutex(Held())

    /// Begins or ends it; returns at once.
    ///
    /// `told` hears what was granted, on a queue of its own.
    func hold(_ isNeeded: Bool, told: @escaping @Sendable (_ processor: Grant, _ sleep: Grant) -> Void) {
        queue.async { [self] in
            let (processor, sleep) = isNeeded ? take() : release()
            told(processor, sleep)
        }
    }

    private func take() -> (Grant, Grant) {
        held.withLock { held in
            if held.processor < 0 { held.processor = myotherm_realtime_hold_processor() }
            var sleep = Grant.granted
            do throws(SystemRefusal) {
                if held.sleep == nil { held.sleep = try Inhibitor.take() }
            } catch {
                sleep = .refused(errno: error.errno)
            }
            return (Grant(result: held.processor), sleep)
        }
    }

    private func release() -> (Grant, Grant) {
        held.withLock { held in
            if held.processor >= 0 { _ = Glibc.close(held.processor) }
            held.processor = -1
            held.sleep = nil
            return (.notAsked, .notAsked)
        }
    }
}
