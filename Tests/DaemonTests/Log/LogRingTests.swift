import Testing
import Units

@testable import Daemon

/// The way to the log's thread, and what is lost on it.
@Suite struct `The log's ring` {
    private func note(_ event: LogEvent? = nil, _ text: String = "") -> LogNote { LogNote(content: .text(event, text)) }

    /// What comes out up to the end.
    private func all(of ring: LogRing) -> [String] {
        ring.close()
        var words: [String] = []
        while true {
            switch ring.next() {
            case .note(let note, let lost):
                if lost > 0 { words.append("lost \(lost)") }
                if case .text(_, let text) = note.content { words.append(text) }
            case .gap(let lost): words.append("lost \(lost)")
            case .end: return words
            }
        }
    }

    @Test func `gives notes in order, once`() {
        let ring = LogRing(at: .zero)
        for text in ["a", "b", "c"] { ring.push(note(nil, text), at: .zero) }
        #expect(all(of: ring) == ["a", "b", "c"])
    }

    @Test func `keeps places for what matters more, and tells how much was lost before it`() {
        let ring = LogRing(at: .zero)
        for _ in 0..<1000 { ring.push(note(nil, "o"), at: .zero) }
        ring.push(note(.stopAsked, "e"), at: .zero)
        for _ in 0..<1000 { ring.push(note(.stopAsked, "s"), at: .zero) }
        ring.push(note(.outputNotConfirmed, "alarm"), at: .zero)
        ring.push(note(.stopAsked, "too late"), at: .zero)
        let words = all(of: ring)
        #expect(words.prefix(128).allSatisfy { $0 == "o" })
        #expect(words[128...129] == ["lost 872", "e"])
        #expect(words.filter { $0 == "s" }.count == 95)
        #expect(words.suffix(3) == ["lost 905", "alarm", "lost 1"])
    }

    @Test func `takes nothing after its end`() {
        let ring = LogRing(at: .zero)
        ring.close()
        ring.push(note(nil, "late"), at: .zero)
        #expect(all(of: ring) == ["lost 1"])
    }
}

/// How much may be logged.
@Suite struct `The log's budget` {
    /// How many of `count` are admitted at one moment.
    private func admitted(_ count: Int, _ rank: LogRank, by budget: inout LogBudget, at now: Instant) -> Int {
        (0..<count).count { _ in budget.admit(rank, at: now) }
    }

    @Test func `is a burst, less for what matters less`() {
        var budget = LogBudget(at: .zero)
        #expect(admitted(1000, .ordinary, by: &budget, at: .zero) == 128)
        #expect(admitted(1000, .essential, by: &budget, at: .zero) == 96)
        #expect(admitted(1000, .alarm, by: &budget, at: .zero) == 32)
    }

    @Test func `fills by ten a second, however often it is asked, up to the burst`() {
        var budget = LogBudget(at: .zero)
        _ = admitted(1000, .alarm, by: &budget, at: .zero)
        var count = 0
        for tick in 1...100_000 as ClosedRange<Int64> {
            let now = Instant.zero + .microseconds(tick * 100)
            if budget.admit(.alarm, at: now) { count += 1 }
        }
        #expect(count == 100, "10 s")
        #expect(admitted(1000, .alarm, by: &budget, at: .zero + .seconds(100_000)) == 256)
    }

    @Test func `loses nothing to a clock that stands or goes back`() {
        var budget = LogBudget(at: .zero + .seconds(10))
        #expect(admitted(300, .alarm, by: &budget, at: .zero) == 256)
        #expect(admitted(300, .alarm, by: &budget, at: .zero + .seconds(9)) == 0)
        #expect(admitted(300, .alarm, by: &budget, at: .zero + .seconds(11)) == 10)
    }
}
