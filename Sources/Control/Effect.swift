public import Units

/// One thing that the shell must do, in order.
///
/// Small data: no text, no array.
public enum Effect: Equatable, Sendable {
    /// Write what waits in the link's buffer to the line.
    case write
    /// Throw away what the operating system holds for the line, before the next write.
    case flushOutput
    /// Wake the machine at this moment; replaces the wake-up asked for before. Nil for none.
    case setTimer(Instant?)
    /// Write this down.
    case record(RecordEvent)
    /// Tell those who watch.
    case publish(Publication)
    /// Keep the workstation awake and quick, because a treatment is prepared or under way; or let it go.
    case holdHost(Bool)
    /// Go further than bytes, because the device was not seen to obey a STOP.
    case escalate(Escalation)
}

/// What is told to those who watch or wait.
public enum Publication: Equatable, Sendable {
    /// The snapshot has changed.
    case snapshot
    /// A request has its answer.
    case answer(RequestID, Answer)
}

/// What can still be done when bytes did not stop the device.
///
/// Each may block without limit.
public enum Escalation: UInt8, Equatable, Sendable, BitwiseCopyable {
    /// Drop DTR.
    case dropTerminalReady
    /// Send a BREAK.
    case lineBreak
    /// Turn DTR on again: a person has acknowledged.
    case raiseTerminalReady
    /// Tell everybody that the power must be cut.
    case callForHelp
}

/// Effects in the order in which they must be done, in a place of fixed size.
public struct Effects: Sendable {
    /// The most effects of one event.
    public static let capacity = 40

    private var storage: InlineArray<40, Effect> = InlineArray(repeating: .write)

    /// How many there are.
    public private(set) var count = 0

    /// Effects that found no place; anything but 0 is a mistake in the machine.
    public private(set) var lost = 0

    /// No effects.
    public init() {}

    /// The effect at `index`, 0 ..< `count`.
    public subscript(index: Int) -> Effect { storage[index] }

    /// Empties the list, so that it can be used again.
    public mutating func removeAll() { count = 0 }

    /// Adds one; two writes in a row are one.
    mutating func append(_ effect: Effect) {
        if effect == .write, count > 0, storage[count - 1] == .write { return }
        guard count < Effects.capacity else {
            lost += 1
            return
        }
        storage[count] = effect
        count += 1
    }
}
