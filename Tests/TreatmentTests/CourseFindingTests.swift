import Testing
import Units

@testable import Treatment

struct CourseFindingTests {
    private typealias Sample = CourseSample

    private func waits(_ findings: @escaping (Int) -> [Course.DayFinding]) -> [Course.Wait] {
        Course.waits(from: Sample.day(0)) { findings($0 - Sample.day(0)) }
    }

    @Test func `days on which the same is found are one wait, which ends on the first free day`() {
        let found = waits { (3..<7).contains($0) ? [Course.DayFinding(.forehead, blocks: true, reason: "toxin")] : [] }
        #expect(found == [Sample.wait(3, 7, zone: .forehead)])
    }

    @Test func `a block that becomes a warning is two waits`() {
        let found = waits { day in
            day < 14 ? [Course.DayFinding(.forehead, blocks: day < 7, reason: "toxin")] : []
        }
        #expect(
            found == [Sample.wait(0, 7, zone: .forehead), Sample.wait(7, 14, zone: .forehead, blocks: false)])
    }

    @Test func `what is found in every place is told once for the whole face`() {
        let found = waits { day in
            let all = Zone.allInOrder.map { Course.DayFinding($0, blocks: true, reason: "pregnancy") }
            return day < 5 ? all + [Course.DayFinding(.submentum, blocks: true, reason: "thyroid")] : all
        }
        #expect(
            found == [Sample.wait(0, nil, "pregnancy"), Sample.wait(0, 5, zone: .submentum, "thyroid")])
    }

    @Test func `what comes and goes is a wait for each time`() {
        let found = waits { day in
            [2, 3, 8].contains(day) ? [Course.DayFinding(.leftCheek, blocks: false, reason: "ask")] : []
        }
        #expect(
            found == [
                Sample.wait(2, 4, zone: .leftCheek, blocks: false, "ask"),
                Sample.wait(8, 9, zone: .leftCheek, blocks: false, "ask"),
            ])
    }

    @Test func `what still holds on the last day has no end in sight`() {
        let end = CourseLimits.horizon
        let finding = [Course.DayFinding(.leftCheek, blocks: true, reason: "toxin")]
        #expect(waits { $0 < end ? finding : [] } == [Sample.wait(0, end, zone: .leftCheek)])
        #expect(waits { _ in finding } == [Sample.wait(0, nil, zone: .leftCheek)])
    }

    @Test func `toxin five days ago blocks its place for two days, and the date keeps clear of it`() throws {
        let found = waits { day in
            let since = day + 5
            return since < 14 ? [Course.DayFinding(.forehead, blocks: since < 7, reason: "toxin")] : []
        }
        let dates = Sample.course([-7], today: 0).outlook(waits: found).dates
        #expect(dates.first?.preferred == Sample.day(2) && dates.first?.daysLate == 0)
        #expect(dates.first?.warnings.map(\.reason) == ["toxin"])
        #expect(dates.first?.moved.map(\.blocks) == [true])
        #expect(dates.dropFirst().first?.preferred == Sample.day(9) && dates.dropFirst().first?.warnings == [])
    }
}
