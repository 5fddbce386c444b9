import Dispatch
import Glibc
import Synchronization

/// Whether a signal asked this process to end.
///
/// The signals end nothing by themselves: whoever waits on a line looks here, and sends a last STOP before it leaves.
final class Interruption {
    private let flag = Flag()
    private let sources: [any DispatchSourceSignal]

    /// Whether one came.
    var hasCome: Bool { flag.isSet.load(ordering: .relaxed) }

    /// Listens from now on.
    init() {
        // A reader who went away is found by the next write, which is between two checks.
        _ = Glibc.signal(SIGPIPE, SIG_IGN)
        let queue = DispatchQueue(label: "myothermctl.interruption")
        let flag = flag
        sources = [SIGINT, SIGTERM, SIGHUP].map { signal in
            // Otherwise the process would end before anybody could look.
            _ = Glibc.signal(signal, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: signal, queue: queue)
            source.setEventHandler { @Sendable in flag.isSet.store(true, ordering: .relaxed) }
            source.activate()
            return source
        }
    }
}

/// What the signals' queue tells the thread that examines.
private final class Flag: Sendable {
    let isSet = Atomic(false)
}
