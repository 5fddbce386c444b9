import Safety
import Testing

struct CauseTests {
    @Test(arguments: Cause.allCases)
    func `every cause says in sentences what happened and what to do`(cause: Cause) {
        for text in ["\(cause.sentence)", "\(cause.hint)"] {
            #expect(text.count > 10)
            #expect(text.hasSuffix("."))
            #expect(text.first?.isUppercase == true)
            #expect(!text.contains("  "))
        }
    }

    @Test func `no two causes read the same`() {
        #expect(Set(Cause.allCases.map { "\($0.sentence)" }).count == Cause.allCases.count)
    }
}
