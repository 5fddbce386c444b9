import Control
import Dispatch
import Records
import Safety
import Synchronization
import Testing
import Units

/// A store that writes when it is told to, and can be told to fail.
private final class GatedSink: RecordSink {
    private let stored = Mutex<[RecordEntry]>([])
    private let failure = Mutex<RecordError?>(nil)
    private let refusing = Mutex<RecordEvent?>(nil)
    private let entered = DispatchSemaphore(value: 0)
    private let gate = DispatchSemaphore(value: 0)
    private let isGated: Bool

    init(isGated: Bool) { self.isGated = isGated }

    func append(_ entries: [RecordEntry]) throws(RecordError) {
        if isGated {
            entered.signal()
            gate.wait()
        }
        if let error = failure.withLock({ $0 }) { throw error }
        if let event = refusing.withLock({ $0 }), entries.contains(where: { $0.content == .event(event) }) {
            throw .forbidden(path: "x", rule: "refused by the test")
        }
        stored.withLock { $0 += entries }
    }

    var entries: [RecordEntry] { stored.withLock { $0 } }
    var contents: [RecordEntry.Content] { entries.map(\.content) }

    /// Until the writer is inside `append`, and stays there.
    func waitForWriter() { entered.wait() }
    /// Lets the writer go on `times` times.
    func letThrough(_ times: Int) { for _ in 0..<times { gate.signal() } }
    func fail(with error: RecordError?) { failure.withLock { $0 = error } }
    func refuse(_ event: RecordEvent) { refusing.withLock { $0 = event } }
}

/// A value that one thread leaves for another.
private final class Inbox<Value: Sendable>: Sendable {
    private let values = Mutex<[Value]>([])
    private let arrived = DispatchSemaphore(value: 0)

    func put(_ value: Value) {
        values.withLock { $0.append(value) }
        arrived.signal()
    }

    /// Waits for the next value; the suite's time limit ends a wait for one that never comes.
    func take() -> Value? {
        arrived.wait()
        return values.withLock { $0.isEmpty ? nil : $0.removeFirst() }
    }
}

@Suite(.timeLimit(.minutes(1)))
struct RecordQueueTests {
    private static let long = Units.Duration.seconds(60)

    private func deviceCause(_ value: Int) -> RecordEvent {
        .deviceCause(code: 1, zone: 0, value: UInt32(value))
    }

    @Test func `entries are stored in the order of the pushes`() {
        let sink = GatedSink(isGated: false)
        let queue = RecordQueue(sink: sink)
        for value in 0..<500 { #expect(queue.push(deviceCause(value), at: Sample.moment(Int64(value)))) }
        #expect(queue.shutdown(within: Self.long) == 0)
        #expect(sink.contents == (0..<500).map { .event(deviceCause($0)) })
        #expect(queue.waiting == 0)
        #expect(queue.lost == 0)
    }

    @Test func `an intent is answered after it was stored`() throws {
        let scratch = try Scratch()
        let store = try RecordStore.open(directory: scratch.store, at: Sample.moment(0))
        let queue = RecordQueue(sink: store)
        let inbox = Inbox<(stored: [String], failed: Bool)>()
        let isTaken = queue.push(.intent(.arm, request: Sample.arm), at: Sample.moment(1), actor: Sample.anna) {
            result in
            let events = (try? store.events(after: 0, limit: 9)) ?? []
            var failed = false
            if case .failure = result { failed = true }
            inbox.put((events.map(\.kind), failed))
        }
        #expect(isTaken)
        let answer = try #require(inbox.take())
        #expect(answer.stored == ["intent"])
        #expect(!answer.failed)
        #expect(queue.shutdown(within: Self.long) == 0)
        #expect(try store.events(after: 0, limit: 9).first?.actor == Sample.anna)
    }

    @Test func `what finds no room is counted, and the gap is marked where it is`() {
        let sink = GatedSink(isGated: true)
        let queue = RecordQueue(sink: sink, capacity: 66)
        queue.push(deviceCause(0), at: Sample.moment(0))
        sink.waitForWriter()  // 0 is taken, so the ring is empty; two places of it are for everybody
        #expect(queue.push(deviceCause(1), at: Sample.moment(1)))
        #expect(queue.push(deviceCause(2), at: Sample.moment(2)))
        #expect(!queue.push(deviceCause(3), at: Sample.moment(3)))
        #expect(!queue.push(deviceCause(4), at: Sample.moment(4)))
        #expect(queue.push(.stopAsked(request: Sample.arm), at: Sample.moment(5)))
        #expect(queue.waiting == 4)
        #expect(queue.lost == 2)
        sink.letThrough(9)
        #expect(queue.shutdown(within: Self.long) == 0)

        var loss = Loss(.queueFull, at: Sample.moment(3))
        loss.add(at: Sample.moment(4))
        #expect(
            sink.contents == [
                .event(deviceCause(0)), .event(deviceCause(1)), .event(deviceCause(2)), .lost(loss),
                .event(.stopAsked(request: Sample.arm)),
            ])
    }

    @Test func `a gap that nothing follows is marked too`() {
        let sink = GatedSink(isGated: true)
        let queue = RecordQueue(sink: sink, capacity: 65)
        queue.push(deviceCause(0), at: Sample.moment(0))
        sink.waitForWriter()
        #expect(queue.push(deviceCause(1), at: Sample.moment(1)))
        #expect(!queue.push(deviceCause(2), at: Sample.moment(2)))
        sink.letThrough(9)
        #expect(queue.shutdown(within: Self.long) == 0)
        #expect(sink.contents.last == .lost(Loss(.queueFull, at: Sample.moment(2))))
    }

    @Test func `an intent finds no room only when the reserved places are full`() {
        let sink = GatedSink(isGated: true)
        let queue = RecordQueue(sink: sink, capacity: 65)
        queue.push(deviceCause(0), at: Sample.moment(0))
        sink.waitForWriter()
        let answers = Mutex(0)
        func intent() -> Bool {
            queue.push(.intent(.arm, request: Sample.arm), at: Sample.moment(1), actor: nil) { _ in
                answers.withLock { $0 += 1 }
            }
        }
        for _ in 0..<65 { #expect(intent()) }
        #expect(!intent())
        sink.letThrough(200)
        #expect(queue.shutdown(within: Self.long) == 0)
        #expect(answers.withLock { $0 } == 65)
    }

    @Test func `a failing store fails the intent, and the gap is marked when it works again`() throws {
        let sink = GatedSink(isGated: false)
        sink.fail(with: .diskFull(path: "x"))
        let failures = Inbox<RecordError>()
        let queue = RecordQueue(sink: sink, onFailure: { failures.put($0) })
        let answers = Inbox<RecordError?>()
        let completion: @Sendable (Result<Void, RecordError>) -> Void = { result in
            switch result {
            case .success: answers.put(nil)
            case .failure(let error): answers.put(error)
            }
        }
        let intent = RecordEvent.intent(.arm, request: Sample.arm)
        #expect(queue.push(intent, at: Sample.moment(1), actor: nil, completion: completion))
        #expect(answers.take() == .some(.diskFull(path: "x")))
        #expect(failures.take() == .diskFull(path: "x"))

        sink.fail(with: nil)
        #expect(queue.push(intent, at: Sample.moment(2), actor: nil, completion: completion))
        #expect(answers.take() == .some(nil))
        #expect(queue.shutdown(within: Self.long) == 0)
        #expect(sink.contents == [.lost(Loss(.storeFailed, at: Sample.moment(1))), .event(intent)])
        #expect(queue.lost == 1)
    }

    @Test func `one entry that is refused does not take its neighbours with it`() {
        let sink = GatedSink(isGated: true)
        let queue = RecordQueue(sink: sink)
        queue.push(deviceCause(0), at: Sample.moment(0))
        sink.waitForWriter()
        sink.refuse(deviceCause(2))
        for value in 1...3 { queue.push(deviceCause(value), at: Sample.moment(Int64(value))) }
        sink.letThrough(9)
        #expect(queue.shutdown(within: Self.long) == 0)
        #expect(
            sink.contents == [
                .event(deviceCause(0)), .event(deviceCause(1)), .lost(Loss(.storeFailed, at: Sample.moment(2))),
                .event(deviceCause(3)),
            ])
    }

    @Test func `shutting down does not wait for a disk that hangs`() {
        let sink = GatedSink(isGated: true)
        let queue = RecordQueue(sink: sink)
        for value in 0..<3 { queue.push(deviceCause(value), at: Sample.moment(0)) }
        sink.waitForWriter()
        #expect(queue.shutdown(within: .zero) == 3)
        #expect(!queue.push(deviceCause(9), at: Sample.moment(9)))
        sink.letThrough(9)
        #expect(queue.shutdown(within: Self.long) == 0)
        #expect(sink.contents.prefix(3) == [.event(deviceCause(0)), .event(deviceCause(1)), .event(deviceCause(2))])
    }

    @Test func `many producers lose nothing that was taken, and keep their own order`() {
        let sink = GatedSink(isGated: false)
        let queue = RecordQueue(sink: sink, capacity: 128)
        let taken = Mutex<[[UInt32]]>(Array(repeating: [], count: 4))
        DispatchQueue.concurrentPerform(iterations: 4) { producer in
            var mine: [UInt32] = []
            for value in 0..<2000 {
                let event = RecordEvent.deviceCause(code: UInt8(producer), zone: 0, value: UInt32(value))
                if queue.push(event, at: Sample.moment(0)) { mine.append(UInt32(value)) }
            }
            taken.withLock { $0[producer] = mine }
        }
        #expect(queue.shutdown(within: Self.long) == 0)

        var stored: [[UInt32]] = Array(repeating: [], count: 4)
        var lost: Int64 = 0
        for content in sink.contents {
            switch content {
            case .event(.deviceCause(let producer, _, let value)): stored[Int(producer)].append(value)
            case .event: Issue.record("an event that nobody pushed")
            case .lost(let loss): lost += loss.count
            }
        }
        #expect(stored == taken.withLock { $0 })
        #expect(stored.reduce(0) { $0 + $1.count } + Int(lost) == 8000)
        #expect(queue.lost == lost)
    }

    @Test func `a gap is stored as an event of its own`() throws {
        let scratch = try Scratch()
        let store = try RecordStore.open(directory: scratch.store, at: Sample.moment(0))
        var loss = Loss(.queueFull, at: Sample.moment(3))
        loss.add(at: Sample.moment(4))
        try store.append([RecordEntry(lost: loss)])
        let event = try #require(try store.events(after: 0, limit: 1).first)
        #expect(event.kind == "lost")
        #expect(event.moment == Sample.moment(4))
        #expect(
            event.body == #"{"reason":"queueFull","count":2,"firstWallMilliseconds":1700000003000,"#
                + #""firstMonotonicNanoseconds":3000000000}"#)
    }
}
