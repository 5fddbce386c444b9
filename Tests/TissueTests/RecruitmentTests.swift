import Testing
import Tissue
import Units

struct RecruitmentTests {
    private let nerve = Recruitment(MuscleTraits(site: .leftCheek))

    @Test(arguments: [(100, 18.0), (200, 11.25), (300, 9.0), (600, 6.75)] as [(Int32, Double)])
    func `the threshold falls with the width after Weiss`(width: Int32, milliamps: Double) {
        // 4.5 mA · (1 + 300 µs / width); at the chronaxie it is twice the rheobase.
        #expect(abs(nerve.thresholdMilliamps(width: .microseconds(width)) - milliamps) < 1e-12)
    }

    @Test func `recruitment begins at the threshold and is whole at 2.5 times it`() {
        let shares = [11.25, 11.3, 19.6875, 28.125, 60].map { nerve.share(milliamps: $0, width: .microseconds(200)) }
        #expect(shares[0] == 0)
        #expect(shares[1] > 0 && shares[1] < 0.001)
        #expect(abs(shares[2] - 0.5) < 1e-12)
        #expect(shares[3] == 1 && shares[4] == 1)
    }

    @Test func `more current never recruits less`() {
        var last = 0.0
        for step in 0..<600 {
            let share = nerve.share(milliamps: Double(step) / 10, width: .microseconds(150))
            #expect(share >= last)
            last = share
        }
        #expect(last == 1)
    }

    @Test func `a pulse without width recruits nothing`() {
        #expect(nerve.share(milliamps: 60, width: .zero) == 0)
    }
}
