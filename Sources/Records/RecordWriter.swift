/// The other end of the ring: takes what waits and stores it, many entries with one wait for the disk.
struct RecordWriter {
    /// The most entries of one transaction.
    static let batchLimit = 64

    let ring: RecordRing
    let sink: any RecordSink
    let onFailure: @Sendable (RecordError) -> Void

    private var batch: [RecordRing.Slot] = []
    /// What the store refused since its last success: told with the next entry that it takes.
    private var unstored: Loss?

    init(ring: RecordRing, sink: any RecordSink, onFailure: @escaping @Sendable (RecordError) -> Void) {
        self.ring = ring
        self.sink = sink
        self.onFailure = onFailure
        batch.reserveCapacity(RecordWriter.batchLimit)
    }

    /// Writes until the ring is closed and empty.
    mutating func run() {
        while true {
            let next = ring.take()
            if case .slot(let slot) = next {
                batch.append(slot)
                if batch.count < RecordWriter.batchLimit { continue }
            }
            writeBatch()
            switch next {
            case .slot: continue
            case .loss(let loss): tell(loss)
            case .nothing: ring.wait()
            case .end:
                if let loss = unstored { store([RecordEntry(lost: loss)]) }
                return
            }
        }
    }

    /// All in one transaction; if that fails, one by one, so that one bad entry does not take the others with it.
    private mutating func writeBatch() {
        guard !batch.isEmpty else { return }
        var lost: Int64 = 0
        if batch.count == 1 || !store(entries(of: batch), reports: false) {
            for slot in batch { lost += writeAlone(slot) }
        } else {
            for slot in batch { slot.completion?(.success(())) }
        }
        batch.removeAll(keepingCapacity: true)
        ring.settle(lost: lost)
    }

    /// How many entries were lost: 0 or 1.
    private mutating func writeAlone(_ slot: RecordRing.Slot) -> Int64 {
        do throws(RecordError) {
            try sink.append(entries(of: [slot]))
            unstored = nil
            slot.completion?(.success(()))
            return 0
        } catch {
            if let before = slot.lostBefore { keep(before) }
            keep(Loss(.storeFailed, at: slot.entry.moment))
            onFailure(error)
            slot.completion?(.failure(error))
            return 1
        }
    }

    /// The entries of `slots`, with the gaps between them.
    private func entries(of slots: [RecordRing.Slot]) -> [RecordEntry] {
        var entries: [RecordEntry] = []
        entries.reserveCapacity(slots.count + 1)
        if let unstored { entries.append(RecordEntry(lost: unstored)) }
        for slot in slots {
            if let loss = slot.lostBefore { entries.append(RecordEntry(lost: loss)) }
            entries.append(slot.entry)
        }
        return entries
    }

    /// Writes down a loss that no entry follows yet.
    private mutating func tell(_ loss: Loss) {
        keep(loss)
        if let all = unstored { store([RecordEntry(lost: all)]) }
    }

    private mutating func keep(_ loss: Loss) {
        if unstored == nil { unstored = loss } else { unstored?.add(loss) }
    }

    /// Whether the store took them, and with them what it had refused before.
    @discardableResult
    private mutating func store(_ entries: [RecordEntry], reports: Bool = true) -> Bool {
        do throws(RecordError) {
            try sink.append(entries)
            unstored = nil
            return true
        } catch {
            if reports { onFailure(error) }
            return false
        }
    }
}
