import Testing
import Units
import Wire

@testable import Link

struct FlightLogTests {
    @Test func `an echo lands its frame and all before it`() {
        var log = FlightLog()
        for number in 1...3 as ClosedRange<UInt16> {
            log.add(number: number, bytes: 40, isReliable: number != 2, at: .zero + .milliseconds(1))
        }
        #expect(log.reliableBytes == 80)
        #expect(log.datagramBytes == 40)
        log.expectEcho(2) { $0?.isFirst == true }
        #expect(log.reliableBytes == 40)
        #expect(log.datagramBytes == 0)
        log.expectEcho(2) { $0?.isFirst == false }
        log.expectEcho(3) { $0 != nil }
        #expect(log.reliableBytes == 0)
    }

    @Test func `an echo of a number that was not sent lately is none`() {
        var log = FlightLog()
        log.expectEcho(0) { $0 == nil }
        for number in 1...100 as ClosedRange<UInt16> {
            log.add(number: number, bytes: 1, isReliable: true, at: .zero + .milliseconds(1))
        }
        log.expectEcho(36) { $0 == nil }
        log.expectEcho(101) { $0 == nil }
        #expect(log.reliableBytes == 64)
        log.expectEcho(37) { $0 != nil }
        #expect(log.reliableBytes == 63)
    }

    @Test func `a frame that is never echoed is forgotten after 60 ms`() {
        var log = FlightLog()
        let sent = Instant.zero + .seconds(1)
        log.add(number: 1, bytes: 40, isReliable: true, at: sent)
        log.add(number: 2, bytes: 40, isReliable: true, at: sent + .milliseconds(10))
        log.expire(at: sent + .milliseconds(60))
        #expect(log.reliableBytes == 80)
        log.expire(at: sent + .microseconds(60_001))
        #expect(log.reliableBytes == 40)
        log.expire(at: sent + .milliseconds(71))
        #expect(log.reliableBytes == 0)
        log.expectEcho(1) { $0?.sent == sent }
    }

    /// Whatever is added, echoed and forgotten in whatever order: the account is that of a plain list.
    @Test(arguments: 1...3 as ClosedRange<UInt64>)
    func `the account agrees with a plain list`(seed: UInt64) {
        var log = FlightLog()
        var stream = RandomStream(seed: seed)
        var list: [(number: UInt16, bytes: Int, isReliable: Bool, sent: Instant)] = []
        // The wrap of the numbers lies in the middle of it.
        var number = UInt16.max - 300
        for early in 1...number { log.add(number: early, bytes: 9, isReliable: true, at: .zero + .seconds(1)) }
        log.expectEcho(number) { $0?.isFirst == true }
        var now = Instant.zero + .seconds(1)
        for _ in 0..<5000 {
            now = now + .microseconds(stream.next(in: 0...4000))
            switch stream.next(below: 6) {
            case 0...3:
                number &+= 1
                let bytes = Int(stream.next(in: 0...60))
                let isReliable = stream.next(below: 2) == 0
                log.add(number: number, bytes: bytes, isReliable: isReliable, at: now)
                list.append((number, bytes, isReliable, now))
                if list.count > 64 { list.removeFirst() }
            case 4:
                guard let seen = list.indices.randomElement(from: &stream) else { continue }
                log.expectEcho(list[seen].number) { $0?.sent == list[seen].sent }
                list.removeFirst(seen + 1)
            default:
                log.expire(at: now)
                list.removeAll { now - $0.sent > .milliseconds(60) }
            }
            #expect(log.reliableBytes == list.reduce(0) { $0 + ($1.isReliable ? $1.bytes : 0) })
            #expect(log.datagramBytes == list.reduce(0) { $0 + ($1.isReliable ? 0 : $1.bytes) })
        }
    }
}

extension Range<Int> {
    fileprivate func randomElement(from stream: inout RandomStream) -> Int? {
        isEmpty ? nil : lowerBound + Int(stream.next(below: UInt64(count)))
    }
}

extension FlightLog {
    fileprivate mutating func expectEcho(
        _ number: UInt16, at location: SourceLocation = #_sourceLocation,
        _ isExpected: ((sent: Instant, isFirst: Bool)?) -> Bool
    ) {
        let echo = self.echo(number)
        #expect(isExpected(echo), sourceLocation: location)
    }
}
