/// Who may hold how many connections.
///
/// Up to its share, a uid's connections may call everything. Beyond it every further connection still gets in, into a
/// small reserve in which only urgent methods are answered; when that is full, its oldest member makes room. So a
/// client that hoards connections can lock its user's other programs out of everything but Stop, and never out of that.
struct ConnectionBudget {
    typealias ID = UInt64

    private struct Entry {
        let uid: UInt32
        var isReserve: Bool
    }

    private let limits: VarlinkLimits
    private var entries: [ID: Entry] = [:]

    init(limits: VarlinkLimits) {
        self.limits = limits
    }

    var count: Int { entries.count }

    /// Lets a connection in.
    ///
    /// Identifiers rise; the one returned, if any, must be closed to make room.
    mutating func admit(_ id: ID, uid: UInt32) -> ID? {
        guard !hasRoom(for: uid) else {
            entries[id] = Entry(uid: uid, isReserve: false)
            return nil
        }
        let reserve = entries.filter { $0.value.uid == uid && $0.value.isReserve }.keys
        entries[id] = Entry(uid: uid, isReserve: true)
        guard reserve.count >= limits.reservedPerUser, let oldest = reserve.min() else { return nil }
        entries[oldest] = nil
        return oldest
    }

    /// True when the connection may call everything: it may from the start, or a place has become free since.
    mutating func mayCallEverything(_ id: ID) -> Bool {
        guard let entry = entries[id] else { return false }
        guard entry.isReserve else { return true }
        guard hasRoom(for: entry.uid) else { return false }
        entries[id]?.isReserve = false
        return true
    }

    /// Forgets a connection that is closed.
    mutating func leave(_ id: ID) {
        entries[id] = nil
    }

    private func hasRoom(for uid: UInt32) -> Bool {
        let ordinary = entries.values.filter { !$0.isReserve }
        return ordinary.count < limits.connections
            && ordinary.count(where: { $0.uid == uid }) < limits.connectionsPerUser
    }
}
