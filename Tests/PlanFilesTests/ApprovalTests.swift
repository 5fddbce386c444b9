import PlanFiles
import Testing
import Treatment

/// What an approval says, how it is written, and what its seal is made over.
struct ApprovalTests {
    static func key(_ byte: UInt8 = 7) throws -> SealKey {
        try #require(SealKey(Array(repeating: byte, count: SealKey.leastLength)))
    }

    static func approval(_ change: (inout Parts) -> Void = { _ in }) throws -> Approval {
        var parts = Parts()
        change(&parts)
        return Approval(
            plan: parts.plan, program: parts.program, patient: try #require(PatientID(parts.patient)),
            prescriber: Approval.Prescriber(uid: parts.uid, name: parts.name), time: parts.time,
            assessment: parts.assessment, rules: parts.rules, acceptances: parts.acceptances)
    }

    struct Parts {
        var plan = DocumentHash(of: [1, 2, 3])
        var patient = "P-0117"
        var uid: UInt32 = 1000
        var name = "Dr. A. Muster"
        var time = "2026-01-02T03:04:05Z"
        var program = DocumentHash(of: [4])
        var assessment = DocumentHash(of: [5])
        var rules: DocumentHash?
        var acceptances: [Approval.Acceptance] = []
    }

    static let changes: [@Sendable (inout Parts) -> Void] = [
        { $0.plan = DocumentHash(of: [1, 2, 4]) }, { $0.patient = "P-0118" }, { $0.uid = 1001 },
        { $0.name = "Dr. B. Muster" }, { $0.time = "2026-01-02T03:04:06Z" }, { $0.assessment = DocumentHash(of: []) },
        { $0.assessment = DocumentHash(of: [9]) }, { $0.program = DocumentHash(of: [9]) },
        { $0.rules = DocumentHash(of: [5]) }, { $0.rules = DocumentHash(of: [9]) },
        { ($0.program, $0.assessment) = ($0.assessment, $0.program) },
        { $0.acceptances = [.init(warning: "filler", name: "Dr. A. Muster")] },
        { $0.acceptances = [.init(warning: "fillers", name: "Dr. A. Muster")] },
        { $0.acceptances = [.init(warning: "filler", name: "Dr. C. Muster")] },
        { $0.acceptances = Array(repeating: .init(warning: "filler", name: "Dr. A. Muster"), count: 2) },
        // What one field loses the next one has: only the lengths tell them apart.
        { ($0.name, $0.time) = ("Dr. A. Muster2026", "-01-02T03:04:05Z") },
        { $0.acceptances = [.init(warning: "fillerD", name: "r. A. Muster")] },
    ]

    @Test func `the bytes that are sealed are written down one by one`() throws {
        let approval = try Self.approval { parts in
            (parts.uid, parts.name) = (0x0403_0201, "Bo")
            parts.acceptances = [.init(warning: "a.b", name: "Al")]
        }
        let hash = DocumentHash(of: [1, 2, 3]).bytes
        var expected: [UInt8] =
            [20, 0, 0, 0] + Array("io.myotherm.approval".utf8) + [1, 0, 0, 0, 1, 32, 0, 0, 0] + hash
        expected += [32, 0, 0, 0] + DocumentHash(of: [4]).bytes
        expected += [6, 0, 0, 0] + Array("P-0117".utf8) + [4, 0, 0, 0, 1, 2, 3, 4, 2, 0, 0, 0] + Array("Bo".utf8)
        expected += [20, 0, 0, 0] + Array("2026-01-02T03:04:05Z".utf8)
        expected += [32, 0, 0, 0] + DocumentHash(of: [5]).bytes + [0, 0, 0, 0, 4, 0, 0, 0, 1, 0, 0, 0]
        expected += [3, 0, 0, 0] + Array("a.b".utf8) + [2, 0, 0, 0] + Array("Al".utf8)
        #expect(approval.canonicalBytes == expected)
    }

    @Test func `no two approvals have the same bytes, nor one seal for two`() throws {
        let approvals = try [Self.approval()] + Self.changes.map { try Self.approval($0) }
        #expect(Set(approvals.map(\.canonicalBytes)).count == approvals.count)
        let key = try Self.key()
        let sealed = key.seal(approvals[0])
        #expect(key.hasSealed(sealed))
        for other in approvals.dropFirst() {
            #expect(!key.hasSealed(SealedApproval(approval: other, seal: sealed.seal)), "\(other)")
        }
    }

    @Test func `another key, a seal with one bit changed, a short and an empty seal are none`() throws {
        let key = try Self.key()
        let sealed = key.seal(try Self.approval())
        #expect(try !Self.key(8).hasSealed(sealed))
        for bit in 0..<256 {
            var seal = sealed.seal
            seal[bit / 8] ^= 1 << (bit % 8)
            #expect(!key.hasSealed(SealedApproval(approval: sealed.approval, seal: seal)))
        }
        for seal in [[], Array(sealed.seal.dropLast()), sealed.seal + [0]] {
            #expect(!key.hasSealed(SealedApproval(approval: sealed.approval, seal: seal)))
        }
    }

    @Test func `the seal is HMAC-SHA256 of the bytes`() throws {
        // Made with Python: hmac.new(b"\x07" * 32, bytes, "sha256").hexdigest() of the bytes above.
        let approval = try Self.approval { parts in
            (parts.uid, parts.name) = (0x0403_0201, "Bo")
            parts.acceptances = [.init(warning: "a.b", name: "Al")]
        }
        let seal = try Self.key().seal(approval).seal
        #expect(DocumentHash(hex: "c8492037224bf695e32740aee16eb9923a5cd79a56a3cbc696b9b4ecd2e04f7e")?.bytes == seal)
    }

    @Test func `a key needs 32 bytes, and the end of its line is none of them`() throws {
        let bytes = Array(repeating: UInt8(ascii: "k"), count: 32)
        #expect(SealKey(Array(bytes.dropLast())) == nil)
        #expect(SealKey(Array(bytes.dropLast()) + Array("\n".utf8)) == nil)
        #expect(SealKey(Array(repeating: 1, count: SealKey.greatestLength + 1)) == nil)
        let (key, line) = (try #require(SealKey(bytes)), try #require(SealKey(bytes + Array("\r\n".utf8))))
        let approval = try Self.approval()
        #expect(key.seal(approval) == line.seal(approval))
        #expect("\(key)" == "a key")
    }

    @Test func `a raw key keeps every byte, also one that looks like the end of a line`() throws {
        let approval = try Self.approval()
        for end: [UInt8] in [[0x0A], [0x0D], [0x0D, 0x0A], [0x0A, 0x0A]] {
            let bytes = [0x80, 0x0A] + Array(repeating: 7, count: 30 - end.count) + end
            let (key, shorter) = (SealKey(bytes), SealKey(Array(bytes.dropLast()) + [8]))
            #expect(bytes.count == 32 && key != nil)
            #expect(try #require(key).seal(approval) != (try #require(shorter)).seal(approval))
            let longer = try #require(SealKey(bytes + [0x0A]))
            #expect(try #require(key).seal(approval) != longer.seal(approval))
        }
    }

    @Test func `what is written is read as it was`() throws {
        let key = try Self.key()
        for change in [{ _ in }] + Self.changes {
            let approval = try Self.approval(change)
            guard approval.time.utf8.count == 20 else { continue }
            let sealed = key.seal(approval)
            #expect(try SealedApproval.parse(text: sealed.text, fileName: "a") == sealed)
        }
    }

    @Test(arguments: ["Dr. A. Muster", "Ärztin Zoë-Luise O'Neill (Vertretung)", "山田 花子", "Nguyễn Thị", "A.B"])
    func `somebody's name is taken, and survives the file`(name: String) throws {
        #expect(Approval.isName(name))
        let sealed = try Self.key().seal(try Self.approval { $0.name = name })
        #expect(try SealedApproval.parse(text: sealed.text, fileName: "a") == sealed)
    }

    @Test(arguments: [
        "", " ", "A", "...", " Dr. A", "Dr. A ", "Dr.\nA", "Dr. \"A\"", "Dr. *A", "Dr. &A", "Dr. !A", "Dr. #A",
        "a\u{202E}b",
        "a\u{1B}[2J", "Dr: A", "[Dr]", "{Dr}", "a\\b", "a\u{0}b", String(repeating: "x", count: 65), "10",
    ])
    func `anything else is no name`(name: String) { #expect(!Approval.isName(name)) }

    @Test func `an accepted warning has an id of letters, digits, points and hyphens`() {
        for id in ["toxinIntradermal/forehead", "a", String(repeating: "x", count: 64)] {
            #expect(Approval.isWarning(id))
        }
        for id in ["", "a b", "ä", "a\n", String(repeating: "x", count: 65)] { #expect(!Approval.isWarning(id)) }
    }
}
