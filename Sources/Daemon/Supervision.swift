import Dispatch
import Synchronization

/// Passes the control loop's signs of life on to the service manager, which ends the daemon when they stop.
///
/// Only the loop's own answer counts: this asks, and says nothing for a loop that has not answered. It is there for
/// availability; that output ends without the loop is the device's lease, ten times as quick.
final class Supervision: Sendable {
    private let asked = Atomic<UInt64>(0)
    private let answered = Atomic<UInt64>(0)
    private let isRunning = Atomic(false)
    private let queue = DispatchQueue(label: "supervision")
    private let tellAlive: @Sendable () -> Void

    /// A supervision that tells of life by `tellAlive`.
    init(tellAlive: @escaping @Sendable () -> Void) { self.tellAlive = tellAlive }

    /// Begins to `ask` the loop, four times within the service manager's patience.
    func start(patience: Duration, ask: @escaping @Sendable () -> Void) {
        isRunning.store(true, ordering: .relaxed)
        let (seconds, attoseconds) = patience.components
        let interval = (seconds * 1_000_000_000 + attoseconds / 1_000_000_000) / 4
        schedule(.nanoseconds(Int(interval)), ask)
    }

    /// Ends.
    func stop() { isRunning.store(false, ordering: .relaxed) }

    /// The loop's answer; from its own thread, so it only counts.
    func answer() { answered.store(asked.load(ordering: .relaxed), ordering: .relaxed) }

    /// One round: whether the last question was answered, and the next one.
    func beat(_ ask: () -> Void) {
        let question = asked.load(ordering: .relaxed)
        if question > 0, answered.load(ordering: .relaxed) == question { tellAlive() }
        asked.add(1, ordering: .relaxed)
        ask()
    }

    private func schedule(_ interval: DispatchTimeInterval, _ ask: @escaping @Sendable () -> Void) {
        queue.asyncAfter(deadline: .now() + interval) { [self] in
            guard isRunning.load(ordering: .relaxed) else { return }
            beat(ask)
            schedule(interval, ask)
        }
    }
}
