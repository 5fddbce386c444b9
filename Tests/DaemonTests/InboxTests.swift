import Control
import Testing

@testable import Daemon

/// What other threads want of the control loop.
@Suite struct `The inbox` {
    private func taken(from inbox: Inbox) -> [Inbox.Message] {
        var taken: [Inbox.Message] = []
        inbox.take(into: &taken)
        return taken
    }

    @Test func `gives messages in the order in which they came, once`() throws {
        let inbox = try Inbox()
        for number in 1...3 as ClosedRange<UInt32> {
            #expect(inbox.put(.intentStored(RequestID(rawValue: number), true)))
        }
        let numbers: [UInt32] = taken(from: inbox).compactMap { message in
            guard case .intentStored(let request, true) = message else { return nil }
            return request.rawValue
        }
        #expect(numbers == [1, 2, 3])
        #expect(taken(from: inbox).isEmpty)
    }

    @Test func `has a place for a stop when ordinary commands have filled theirs`() throws {
        let inbox = try Inbox()
        let request = RequestID(rawValue: 1)
        for _ in 0..<Inbox.capacity { #expect(inbox.put(.command(.acknowledge, request))) }
        #expect(!inbox.put(.command(.acknowledge, request)))
        #expect(!inbox.put(.command(.start(token: 1), request)))
        #expect(inbox.put(.command(.stop, request)))
        #expect(inbox.put(.command(.shutDown, request)))
        #expect(inbox.put(.end))
        #expect(taken(from: inbox).count == Inbox.capacity + 3)
    }

    @Test func `is bounded for everybody`() throws {
        let inbox = try Inbox()
        var count = 0
        while inbox.put(.command(.stop, RequestID(rawValue: 1))), count < 10_000 { count += 1 }
        #expect(count < 1_000)
    }
}
