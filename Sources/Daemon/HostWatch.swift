import Control
import Safety

/// What happens to the workstation behind the loop's back, seen by comparing its clocks at every turn.
struct HostWatch {
    private var sleep = SleepWatch(awake: HostClock.now, all: HostClock.throughSleep)
    private var step = StepWatch(steady: HostClock.throughSleep, wall: HostClock.wall)

    /// What happened since it was last asked; nil when nothing did.
    ///
    /// Three clocks are read in a row: a thread that is kept off the processor between two readings sees them come apart,
    /// so that what looks like an event is looked at a second time.
    mutating func look() -> Event? {
        var again = self
        guard again.compare() != nil else {
            self = again
            return nil
        }
        return compare()
    }

    private mutating func compare() -> Event? {
        let awake = HostClock.now
        let all = HostClock.throughSleep
        if let span = sleep.slept(awake: awake, all: all) { return .hostSuspended(span) }
        if let span = step.stepped(steady: all, wall: HostClock.wall) { return .clockStepped(span) }
        return nil
    }
}
