import Synchronization
import Testing

@testable import Varlink

@Suite struct ReplySlotTests {
    private let wakes = Mailbox<Bool>()
    private let slot: ReplySlot
    private let reply: VarlinkReply

    init() {
        slot = ReplySlot { [wakes] _ in wakes.post(true) }
        reply = VarlinkReply(slot: slot)
    }

    private func offer(_ value: Int64) -> VarlinkReply.Delivery {
        reply.offer { ["value": .integer(value), "dropped": .integer(Int64($0))] }
    }

    /// What the connection would write now.
    private func take() -> String? {
        guard let (output, _) = slot.take(), case .message(let message) = output else { return nil }
        return message.json.text
    }

    @Test func `the latest offer wins the slot and says how many it replaced`() {
        #expect(offer(1) == .accepted)
        #expect(offer(2) == .replaced(dropped: 1))
        #expect(offer(3) == .replaced(dropped: 2))
        #expect(take() == #"{"parameters":{"value":3,"dropped":2},"continues":true}"#)
        #expect(reply.dropped == 2)
    }

    @Test func `while one value goes out one other waits`() {
        #expect(offer(1) == .accepted)
        #expect(take() != nil)
        #expect(offer(2) == .accepted)
        #expect(take() == nil, "the first is still on its way")
        #expect(offer(3) == .replaced(dropped: 1))
        #expect(slot.hasGoneOut())
        #expect(take() == #"{"parameters":{"value":3,"dropped":1},"continues":true}"#)
        #expect(!slot.hasGoneOut())
    }

    @Test func `the connection is woken once however many offers come`() {
        for value in 1...100 { _ = offer(Int64(value)) }
        #expect(wakes.count == 1)
        #expect(take() != nil)
        for value in 1...100 { _ = offer(Int64(value)) }
        #expect(wakes.count == 1, "it looks again by itself when the write has gone out")
    }

    @Test func `a replaced offer is never rendered`() {
        let rendered = Mailbox<Int>()
        for value in 1...3 {
            reply.offer { _ in
                rendered.post(value)
                return [:]
            }
        }
        #expect(take() != nil)
        #expect(rendered.count == 1)
    }

    @Test func `a call is answered once`() {
        #expect(reply.succeed(["first": true]))
        #expect(!reply.succeed(["second": true]))
        #expect(!reply.fail(.permissionDenied))
        #expect(offer(1) == .closed)
        #expect(take() == #"{"parameters":{"first":true}}"#)
        #expect(!slot.hasGoneOut())
        #expect(take() == nil)
        #expect(!reply.succeed())
    }

    @Test func `the answer goes out behind the value that waits`() {
        _ = offer(1)
        reply.succeed()
        #expect(take() == #"{"parameters":{"value":1,"dropped":0},"continues":true}"#)
        #expect(slot.hasGoneOut())
        #expect(take() == #"{"parameters":{}}"#)
    }

    @Test func `of many threads that answer one wins`() async {
        let wins = await withTaskGroup(of: Bool.self) { group in
            for value: Int64 in 0..<100 {
                group.addTask { [reply] in reply.succeed(["value": .integer(value)]) }
            }
            return await group.reduce(0) { $1 ? $0 + 1 : $0 }
        }
        #expect(wins == 1)
        #expect(wakes.count == 1)
    }

    @Test func `who waits for the peer to leave is told once`() {
        let leaves = Mailbox<Int>()
        reply.whenPeerLeaves { leaves.post(1) }
        slot.peerLeft()
        slot.peerLeft()
        #expect(leaves.count == 1)
        reply.whenPeerLeaves { leaves.post(2) }
        #expect(leaves.count == 2, "it has left already")
        #expect(offer(1) == .closed)
        #expect(!reply.succeed())
    }

    @Test func `a peer that leaves after its answer is nobody's concern`() {
        let leaves = Mailbox<Int>()
        reply.whenPeerLeaves { leaves.post(1) }
        reply.succeed()
        #expect(take() != nil)
        slot.peerLeft()
        #expect(leaves.count == 0)
    }

    @Test(arguments: [true, false])
    func `an offer may hold the last reference to its own reply`(isReplaced: Bool) {
        let slot = ReplySlot { _ in }
        do {
            let reply = VarlinkReply(slot: slot)
            reply.offer { _ in ["dropped": .integer(Int64(reply.dropped))] }
        }
        if isReplaced {
            #expect(slot.offer { _ in .abandoned } == .replaced(dropped: 1))
        } else {
            slot.peerLeft()
        }
        #expect(!slot.finish(.abandoned), "letting the reply go has ended the call")
    }

    @Test(arguments: [true, false])
    func `who waits for the peer to leave may hold the last reference to the reply`(isAnswered: Bool) {
        let slot = ReplySlot { _ in }
        do {
            let reply = VarlinkReply(slot: slot)
            reply.whenPeerLeaves { reply.succeed() }
        }
        if isAnswered {
            slot.finish(.message(ReplyMessage(parameters: [:], continues: false)))
            #expect(slot.take()?.isLast == true)
        } else {
            slot.peerLeft()
        }
        #expect(!slot.finish(.abandoned))
    }

    @Test func `a reply that is let go counts as abandoned`() {
        let slot = ReplySlot { _ in }
        do { _ = VarlinkReply(slot: slot) }
        guard case .abandoned = slot.take()?.output else {
            Issue.record("the caller would wait for ever")
            return
        }
    }
}

@Suite struct ConnectionBudgetTests {
    private static let limits: VarlinkLimits = {
        var limits = VarlinkLimits.standard
        limits.connectionsPerUser = 2
        limits.connections = 3
        limits.reservedPerUser = 2
        return limits
    }()

    private func admits(_ budget: inout ConnectionBudget, _ id: UInt64, uid: UInt32) -> UInt64? {
        budget.admit(id, uid: uid)
    }

    private func asks(_ budget: inout ConnectionBudget, _ id: UInt64) -> Bool { budget.mayCallEverything(id) }

    @Test func `a user's share may call everything and what is beyond may not`() {
        var budget = ConnectionBudget(limits: Self.limits)
        for id: UInt64 in 1...4 { #expect(admits(&budget, id, uid: 1000) == nil) }
        var answers: [Bool] = []
        for id: UInt64 in 1...4 { answers.append(budget.mayCallEverything(id)) }
        #expect(answers == [true, true, false, false])
    }

    @Test func `the oldest of a full reserve makes room and the ordinary ones stay`() {
        var budget = ConnectionBudget(limits: Self.limits)
        for id: UInt64 in 1...4 { _ = budget.admit(id, uid: 1000) }
        #expect(admits(&budget, 5, uid: 1000) == 3)
        #expect(admits(&budget, 6, uid: 1000) == 4)
        #expect(budget.count == 4)
        #expect(asks(&budget, 1))
    }

    @Test func `a place that becomes free goes to whoever asks first`() {
        var budget = ConnectionBudget(limits: Self.limits)
        for id: UInt64 in 1...4 { _ = budget.admit(id, uid: 1000) }
        budget.leave(1)
        #expect(asks(&budget, 4))
        #expect(!asks(&budget, 3))
    }

    @Test func `one user does not use up another's share, and all together have a bound`() {
        var budget = ConnectionBudget(limits: Self.limits)
        for id: UInt64 in 1...4 { _ = budget.admit(id, uid: 1000) }
        #expect(admits(&budget, 5, uid: 1001) == nil)
        #expect(asks(&budget, 5))
        #expect(admits(&budget, 6, uid: 1001) == nil)
        #expect(!asks(&budget, 6), "three are the most that all may have")
        #expect(admits(&budget, 7, uid: 1001) == nil, "the reserve of each user is its own")
        #expect(admits(&budget, 8, uid: 1001) == 6)
    }

    @Test func `a connection that is gone may call nothing`() {
        var budget = ConnectionBudget(limits: Self.limits)
        _ = budget.admit(1, uid: 1000)
        budget.leave(1)
        #expect(!asks(&budget, 1))
    }
}
