/// A process that has a line open.
public struct LineHolder: Equatable, Sendable {
    /// Its number.
    public let processID: Int32
    /// Its short name, at most 15 bytes (`/proc/PID/comm`); empty if it ended meanwhile.
    public let name: String

    /// Names a process.
    public init(processID: Int32, name: String) {
        self.processID = processID
        self.name = name
    }
}

/// The processes that have one line open, as far as this user may look.
///
/// A lock only binds those who ask for it: a terminal program or ModemManager does not. So the owner of a line also
/// looks through `/proc/*/fd`. Processes of other users cannot be looked into without privilege; that is no error.
struct LineHolders {
    /// The first process found that uses the line as we would: a rival.
    private(set) var rival: LineHolder?
    /// The first process found that also has the pty's master: the simulator behind the line, which may keep a
    /// descriptor of our end to itself.
    private(set) var otherEnd: LineHolder?

    /// Looks for the holders of a line.
    ///
    /// Reads all of `/proc` that may be read: milliseconds, and allocates.
    ///
    /// - Parameters:
    ///   - line: The line to look for.
    ///   - own: The descriptor of this process that does not count.
    /// - Returns: The first of each kind.
    static func find(of line: LineIdentity, except own: Int32) -> LineHolders {
        var holders = LineHolders()
        for process in ProcessTable.processes() {
            let descriptors = ProcessTable.descriptors(of: process)
            let isHolder = descriptors.contains { descriptor in
                if process == ProcessTable.ownProcess && descriptor == own { return false }
                let path = ProcessTable.path(of: descriptor, in: process)
                return LineNode.identity(at: path).map { $0.isSameLine(as: line) } ?? false
            }
            if isHolder { holders.note(process, isOtherEnd: hasMaster(of: line, process, descriptors)) }
            if holders.rival != nil { break }
        }
        return holders
    }

    private mutating func note(_ process: Int32, isOtherEnd: Bool) {
        let holder = LineHolder(processID: process, name: ProcessTable.name(of: process))
        if !isOtherEnd {
            rival = holder
        } else if otherEnd == nil {
            otherEnd = holder
        }
    }

    /// A pty's master is any descriptor of `/dev/ptmx` whose `tty-index` is the slave's number.
    private static func hasMaster(of line: LineIdentity, _ process: Int32, _ descriptors: [Int32]) -> Bool {
        guard line.isPseudoTerminal else { return false }
        // The eight majors of Unix98 slaves continue each other by 256 minors.
        let index = (line.major - 136) << 8 | line.minor
        return descriptors.contains { ProcessTable.terminalIndex(of: $0, in: process) == index }
    }
}
