import Testing
import Treatment

struct PatientIDTests {
    @Test(arguments: ["P-01", "abcd", "0000", "A-B-C-D", String(repeating: "z", count: 32), "a---", "AZaz09-"])
    func `a pseudonym of letters, digits and hyphens is accepted as it is written`(text: String) throws {
        let patient = try #require(PatientID(text))
        #expect(patient.text == text)
        #expect("\(patient)" == text)
    }

    @Test(arguments: [
        "", "P-1", String(repeating: "z", count: 33), "-P01", "P 01", "P_01", "P.01", "P/01", "P-01\n", "Müller",
        "P-0١",
        "Ｐ-01", "P-01\u{0}", "@123", "[123", "`123", "{123", "/123", ":123",
    ])
    func `anything else is none`(text: String) { #expect(PatientID(text) == nil) }

    @Test func `pseudonyms are the same only when every character is`() {
        #expect(PatientID("P-1a") != PatientID("P-1A"))
        #expect(PatientID("P-1a") != PatientID("P-1a0"))
        #expect(PatientID("P-1a") == PatientID("P-1a"))
    }

    @Test func `a plan without a patient is a template`() throws {
        #expect(try Samples.fullFace().patient == nil)
    }
}
