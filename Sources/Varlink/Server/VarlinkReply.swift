/// The answer to one call, to be given now or later, from any thread.
///
/// A call is answered once, by ``succeed(_:)`` or ``fail(_:)``; what comes after that is refused and changes nothing.
/// A streaming call may be given replies by ``offer(_:)`` before that, for as long as it pleases. Between the producer
/// and the subscriber lies one slot, and the latest offer wins it: a slow subscriber misses values, is told how many,
/// and holds up nobody.
///
/// A reply that is let go without an answer closes its connection, so that the caller does not wait for ever.
public final class VarlinkReply: Sendable {
    /// What became of an offer.
    public enum Delivery: Sendable, Equatable {
        /// It is in the slot, and goes out when the one before has.
        case accepted
        /// It took the slot of one that had not gone out. `dropped` counts those of the stream so far.
        case replaced(dropped: UInt64)
        /// The call was answered, or the caller left: end the stream.
        case closed
    }

    private let slot: ReplySlot

    init(slot: ReplySlot) {
        self.slot = slot
    }

    deinit {
        slot.finish(.abandoned)
    }

    /// Answers the call.
    ///
    /// - Returns: False when the call was answered before, or the caller left.
    @discardableResult
    public func succeed(_ parameters: JSONObject = JSONObject()) -> Bool {
        slot.finish(.message(ReplyMessage(parameters: parameters, continues: false)))
    }

    /// Answers the call with a type that encodes to an object; when it does not, that is reported as a mistake of the
    /// server, and the connection is closed.
    ///
    /// - Returns: as ``succeed(_:)``.
    @discardableResult
    public func succeed(encoding value: some Encodable) -> Bool {
        do throws(VarlinkError) {
            return succeed(try JSONObject(encoding: value))
        } catch {
            return slot.finish(.unanswerable(error))
        }
    }

    /// Answers the call with an error.
    ///
    /// - Returns: as ``succeed(_:)``.
    @discardableResult
    public func fail(_ error: VarlinkErrorReply) -> Bool {
        slot.finish(.message(ReplyMessage(error: error)))
    }

    /// Offers the next value of a stream.
    ///
    /// - Parameter render: Makes the reply at the moment in which it goes out, on the event loop; it is given the
    ///   number of offers of this stream that never went out, so that the value itself can say it. An offer that is
    ///   replaced is never rendered.
    /// - Returns: What became of it, and with that whether to go on.
    @discardableResult
    public func offer(_ render: @escaping @Sendable (_ dropped: UInt64) -> JSONObject) -> Delivery {
        slot.offer { .message(ReplyMessage(parameters: render($0), continues: true)) }
    }

    /// Offers the next value of a stream as a type that encodes to an object; when it does not, that is reported as a
    /// mistake of the server, and the connection is closed.
    ///
    /// - Returns: as ``offer(_:)``.
    @discardableResult
    public func offer<Value: Encodable & SendableMetatype>(
        encoding render: @escaping @Sendable (_ dropped: UInt64) -> Value
    ) -> Delivery {
        slot.offer { dropped in
            do throws(VarlinkError) {
                return .message(ReplyMessage(parameters: try JSONObject(encoding: render(dropped)), continues: true))
            } catch {
                return .unanswerable(error)
            }
        }
    }

    /// Offers of this stream that never went out, so far.
    public var dropped: UInt64 { slot.dropped }

    /// Calls `handler` once when the caller leaves before the call is answered; at once when it has left already.
    ///
    /// The handler runs on the event loop, or on the caller's thread when it is called at once.
    public func whenPeerLeaves(_ handler: @escaping @Sendable () -> Void) { slot.whenPeerLeaves(handler) }
}
