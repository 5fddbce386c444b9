import Control
import Glibc
import Link
import Serial
import Units

/// A few words with whatever is on a line, before the control loop has it or after it is gone: STOP, Hello, a description.
///
/// It waits on its own thread, so never on the control loop. It can send nothing that leads to output.
struct Conversation {
    /// Why it ended before its time.
    enum Ending: Error {
        /// The line hung up or was refused.
        case lineGone
    }

    var endpoint: HostEndpoint
    /// How many bytes the other end has sent.
    private(set) var bytesHeard = 0
    private let line: OpenLine
    private var input = InlineArray<1024, UInt8>(repeating: 0)
    private var (cursor, count) = (0, 0)

    /// A conversation on `line`, under a name that no session has had.
    init(on line: OpenLine) {
        self.line = line
        endpoint = HostEndpoint(hostInstance: UInt64.random(in: 1...UInt64.max))
    }

    /// Whether bytes came, and none of them made a frame.
    var heardOnlyNoise: Bool { bytesHeard > 0 && endpoint.goodFrames == 0 }

    /// Writes what waits, and gives the next message that arrives before `deadline`; nil when none does.
    mutating func next(before deadline: Instant) throws(Ending) -> HostInbound? {
        while true {
            try write()
            while cursor < count {
                let inbound = endpoint.receive(input.span.extracting(0..<count), from: &cursor, at: HostClock.now)
                if case .nothing = inbound { continue }
                return inbound
            }
            let left = deadline - HostClock.now
            guard left > .zero else { return nil }
            try read(within: left)
        }
    }

    private mutating func write() throws(Ending) {
        while endpoint.out.count > 0 {
            switch endpoint.out.withPending({ line.write($0) }) {
            case .wrote(let count): endpoint.out.removeFirst(count)
            // A line that takes nothing is tried again with the next wait.
            case .wouldBlock: return
            case .hangUp, .failed: throw .lineGone
            }
        }
    }

    private mutating func read(within time: Duration) throws(Ending) {
        var waiting = pollfd(fd: line.descriptor, events: Int16(POLLIN), revents: 0)
        let milliseconds = Int32(clamping: max(time.milliseconds, 1))
        guard unsafe poll(&waiting, 1, min(milliseconds, 50)) > 0 else { return }
        let line = line
        var buffer = input.mutableSpan
        let outcome = line.read(into: &buffer)
        switch outcome {
        case .bytes(let read):
            (cursor, count) = (0, read)
            bytesHeard += read
        case .nothing: return
        case .hangUp, .failed: throw .lineGone
        }
    }
}
