import Testing
import Units

struct ZoneSetTests {
    @Test func `an index exists only where an applicator may have a zone`() {
        #expect((-2...5).map { ZoneIndex($0)?.place } == [nil, nil, 0, 1, 2, 3, nil, nil])
        #expect(ZoneIndex(Int.max) == nil)
    }

    @Test func `a set is walked in the order of places`() {
        #expect(ZoneSet(bits: 0b1011).map(\.place) == [0, 1, 3])
        #expect(ZoneSet.none.map(\.place) == [])
        #expect(ZoneSet.all.map(\.place) == [0, 1, 2, 3])
    }

    @Test func `the first zones are cut to those possible`() {
        #expect((-1...6).map { ZoneSet(first: $0).bits } == [0, 0, 0b1, 0b11, 0b111, 0b1111, 0b1111, 0b1111])
    }

    @Test func `bits beyond the last zone are dropped`() {
        #expect(ZoneSet(bits: 0xFF) == .all)
        #expect(ZoneSet(bits: 0xF0).isEmpty)
    }

    @Test func `a zone put in is there and a zone taken out is not`() throws {
        for bits in UInt8(0)..<16 {
            for place in ZoneSet.all {
                var zones = ZoneSet(bits: bits)
                zones.insert(place)
                #expect(zones.contains(place))
                #expect(zones.bits == bits | 1 << place.rawValue)
                zones.remove(place)
                #expect(!zones.contains(place))
                #expect(zones.bits == bits & ~(1 << place.rawValue))
                #expect(zones.count == zones.map(\.place).count)
            }
        }
    }

    @Test func `every zone has a value of its own`() {
        var values = PerZone<Int>(repeating: 7)
        for place in ZoneSet.all { values[place] = place.place * 10 }
        #expect(ZoneSet.all.map { values[$0] } == [0, 10, 20, 30])
        #expect(values != PerZone(repeating: 0))
        #expect(PerZone(repeating: 3) == PerZone(repeating: 3))
    }

    @Test func `a difference in any one zone tells two sets of values apart`() {
        for place in ZoneSet.all {
            var values = PerZone<Int>(repeating: 7)
            values[place] = 8
            #expect(values != PerZone(repeating: 7))
        }
    }
}
