/// Cuts a stream of bytes into messages: a message is everything up to a NUL byte.
///
/// Bytes are looked at once however they arrive, and a message that passes the limit is an error as soon as it does,
/// not when its end comes.
struct MessageFramer {
    private let limit: Int
    private var buffer: [UInt8] = []
    /// Where the first message not handed out begins.
    private var start = 0
    /// Up to where the search for its end has come.
    private var searched = 0

    init(limit: Int) {
        self.limit = limit
    }

    /// Bytes that were not handed out.
    var bufferedCount: Int { buffer.count - start }

    /// Takes bytes as they came.
    mutating func append(_ bytes: some Sequence<UInt8>) {
        if start == buffer.count {
            buffer.removeAll(keepingCapacity: buffer.capacity <= 1 << 16)
            (start, searched) = (0, 0)
        } else if start > limit {
            buffer.removeSubrange(..<start)
            (start, searched) = (0, searched - start)
        }
        buffer.append(contentsOf: bytes)
    }

    /// The next whole message without its NUL, or `nil` when more bytes are needed.
    ///
    /// - Throws: ``VarlinkError/messageTooLong(limit:)``, also when the end of the message has not come yet.
    mutating func next() throws(VarlinkError) -> [UInt8]? {
        while searched < buffer.count, buffer[searched] != 0 { searched += 1 }
        guard searched - start <= limit else { throw .messageTooLong(limit: limit) }
        guard searched < buffer.count else { return nil }
        let message = [UInt8](buffer[start..<searched])
        searched += 1
        start = searched
        return message
    }
}
