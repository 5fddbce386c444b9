import Testing
import Units

struct FingerprintTests {
    @Test func `fingerprints are equal only in both halves`() {
        #expect(Fingerprint(high: 1, low: 2) == Fingerprint(high: 1, low: 2))
        #expect(Fingerprint(high: 1, low: 2) != Fingerprint(high: 1, low: 3))
        #expect(Fingerprint(high: 1, low: 2) != Fingerprint(high: 2, low: 2))
        #expect(Fingerprint.none == Fingerprint(high: 0, low: 0))
    }
}
