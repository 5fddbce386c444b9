import Serial
import Testing

struct BaudRateTests {
    @Test(
        arguments: [
            (921_600, 921_600, true), (921_600, 923_076, true), (921_600, 940_032, true), (921_600, 940_033, false),
            (921_600, 903_168, true), (921_600, 903_167, false), (3_000_000, 2_000_000, false), (460_800, 0, false),
        ] as [(UInt32, UInt32, Bool)])
    func `a rate serves another up to two hundredths away`(_ asked: UInt32, _ got: UInt32, _ isServed: Bool) {
        #expect(BaudRate(baud: asked).isServed(by: BaudRate(baud: got)) == isServed)
    }

    @Test func `the largest rate does not overflow the comparison`() {
        #expect(!BaudRate(baud: .max).isServed(by: BaudRate(baud: 0)))
        #expect(BaudRate(baud: .max).isServed(by: BaudRate(baud: .max)))
    }
}
