import Units

/// One direction of a serial line in virtual time: bytes leave one after the other and arrive later.
///
/// A chunk arrives whole when its last byte does; the next one waits until the line is free.
struct VirtualLine: Sendable {
    private struct Chunk: Sendable {
        var arrival: Instant
        var bytes: [UInt8]
    }

    private let nanosecondsPerByte: Int64
    private let latency: Duration
    private var chunks: [Chunk] = []
    private var head = 0
    private var freeAt = Instant.zero

    /// A line of `baud` bits per second, ten bits a byte, on which everything arrives `latency` later.
    init(baud: Int64, latency: Duration) {
        nanosecondsPerByte = 10_000_000_000 / baud
        self.latency = latency
    }

    /// When the oldest chunk arrives; nil when the line is empty.
    var nextArrival: Instant? { head < chunks.count ? chunks[head].arrival : nil }

    mutating func send(_ bytes: Span<UInt8>, at now: Instant) {
        guard bytes.count > 0 else { return }
        var copy: [UInt8] = []
        copy.reserveCapacity(bytes.count)
        for index in bytes.indices { copy.append(bytes[index]) }
        let begins = max(freeAt, now)
        freeAt = begins + .nanoseconds(nanosecondsPerByte * Int64(copy.count))
        chunks.append(Chunk(arrival: freeAt + latency, bytes: copy))
    }

    /// The oldest chunk, when it has arrived by `now`.
    mutating func take(at now: Instant) -> [UInt8]? {
        guard head < chunks.count, chunks[head].arrival <= now else { return nil }
        let bytes = chunks[head].bytes
        head += 1
        if head == chunks.count {
            chunks.removeAll(keepingCapacity: true)
            head = 0
        } else if head > 64 {
            chunks.removeFirst(head)
            head = 0
        }
        return bytes
    }

    /// Everything under way is gone.
    mutating func cut() {
        chunks.removeAll(keepingCapacity: true)
        head = 0
    }
}
