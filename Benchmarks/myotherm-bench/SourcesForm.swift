import CLinux
import Daemon
import Dispatch
import Foundation

/// The other form of the control loop, which decision 13 rejects: a Dispatch read source for each descriptor.
///
/// A serial queue moves between worker threads and a manager thread stands in the path, so that real time has to be asked
/// for the whole process, before any of those threads is there.
enum SourcesForm {
    private nonisolated(unsafe) static var sources: [any DispatchSourceRead] = []
    // Written once, before anything runs, and kept so that the sources live.

    /// Drives the loop from sources on one serial queue.
    static func start(_ loop: LoopUnderTest, line: Int32, priority: Int) throws {
        if priority > 0 {
            // Not `myotherm_realtime_ask`, which keeps other threads out.
            var parameters = sched_param(sched_priority: Int32(priority))
            guard unsafe sched_setscheduler(0, SCHED_FIFO, &parameters) == 0 else {
                throw SystemRefusal(operation: "ask for real time", errno: errno)
            }
        }
        _ = myotherm_realtime_lock_memory()
        let queue = DispatchQueue(label: "control", qos: .userInteractive)
        for (descriptor, readiness) in [
            (loop.control.inbox.descriptor, Readiness.inbox), (loop.control.timer.descriptor, .timer), (line, .line),
        ] {
            let source = DispatchSource.makeReadSource(fileDescriptor: descriptor, queue: queue)
            source.setEventHandler { @Sendable in
                loop.control.takeTurn(readiness)
                loop.putBack()
            }
            unsafe sources.append(source)
            source.activate()
        }
    }
}
