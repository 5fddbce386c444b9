public import Treatment

/// That a named prescriber stands behind a plan's file for one patient: what `myothermd` seals.
public struct Approval: Equatable, Sendable {
    /// Who approves: the user that the socket's other end has, and the name that was said.
    public struct Prescriber: Equatable, Sendable {
        /// The user's number, as the kernel tells it.
        public let uid: UInt32
        /// The name, 1 … 64 characters; see ``Approval/isName(_:)``.
        public let name: String

        /// A prescriber.
        public init(uid: UInt32, name: String) { (self.uid, self.name) = (uid, name) }
    }

    /// A warning of the screening that a person has accepted by name.
    public struct Acceptance: Equatable, Sendable {
        /// The warning's id.
        public let warning: String
        /// Who has accepted it.
        public let name: String

        /// An acceptance.
        public init(warning: String, name: String) { (self.warning, self.name) = (warning, name) }
    }

    /// The digest of the plan file's bytes, comments and all.
    public let plan: DocumentHash
    /// The digest of what these bytes were read as: the plan's canonical bytes.
    public let program: DocumentHash
    /// Whom the plan is for.
    public let patient: PatientID
    /// Who approves it.
    public let prescriber: Prescriber
    /// When, to the second in UTC, as `2026-01-02T03:04:05Z`.
    public let time: String
    /// The digest of the assessment's file by which the daemon has screened.
    public let assessment: DocumentHash
    /// The digest of the file of the prescriber's rules; nil where the project's own held.
    public let rules: DocumentHash?
    /// The warnings that were accepted.
    public let acceptances: [Acceptance]

    /// An approval of these values, none of which is checked here.
    public init(
        plan: DocumentHash, program: DocumentHash, patient: PatientID, prescriber: Prescriber, time: String,
        assessment: DocumentHash, rules: DocumentHash? = nil, acceptances: [Acceptance] = []
    ) {
        self.plan = plan
        self.program = program
        self.patient = patient
        self.prescriber = prescriber
        self.time = time
        self.assessment = assessment
        self.rules = rules
        self.acceptances = acceptances
    }
}

extension Approval {
    /// The most characters of a name.
    public static let nameLength = 64

    /// The most acceptances of one approval: as many as a screening can have warnings.
    public static let mostAcceptances = ScreeningQuestion.allCases.count * Zone.allInOrder.count

    /// What ``isName(_:)`` takes, for messages.
    public static let nameRule =
        "1 … \(nameLength) letters, spaces and . , ' - ( ), with at least two letters, and no space at either end"

    /// Whether `name` can stand in an approval as somebody's name.
    ///
    /// Letters of any script with their marks. Signs that steer a terminal, that look like others or that a YAML reader
    /// could take for its own are none of a name.
    public static func isName(_ name: String) -> Bool {
        let scalars = name.unicodeScalars
        return (1...nameLength).contains(name.count) && scalars.count <= 2 * nameLength
            && scalars.first != " " && scalars.last != " "
            && scalars.allSatisfy { $0.properties.isAlphabetic || isMark($0) || " .,'’-()".unicodeScalars.contains($0) }
            && scalars.count { $0.properties.isAlphabetic } >= 2
    }

    /// Whether `id` can be a warning's id: 1 … 64 of A-Z, a-z, 0-9, `.`, `-`, `_` and `/`.
    public static func isWarning(_ id: String) -> Bool {
        (1...64).contains(id.utf8.count)
            && id.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                    UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: "_"),
                    UInt8(ascii: "/"):
                    true
                default: false
                }
            }
    }

    private static func isMark(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.generalCategory == .nonspacingMark || scalar.properties.generalCategory == .spacingMark
    }
}

/// The one sequence of bytes that a seal is made over.
///
/// Every field stands with its length, the number of acceptances before them: no two approvals have the same bytes,
/// and no field can take over the end of the one before it. The first field says what the bytes are for, so that a
/// seal of the same key over another kind of document is none over an approval.
///
/// | field | what |
/// |---|---|
/// | 1 | `io.myotherm.approval` |
/// | 2 | version of this encoding, one byte: 1 |
/// | 3 | digest of the plan's file, 32 bytes |
/// | 4 | digest of the plan's canonical bytes, 32 bytes |
/// | 5 | the patient's pseudonym |
/// | 6 | the prescriber's user number, 4 bytes, little-endian |
/// | 7 | the prescriber's name in UTF-8 |
/// | 8 | the time, 20 characters |
/// | 9 | digest of the assessment's file, 32 bytes |
/// | 10 | digest of the file of rules, 32 bytes; empty where there is none |
/// | 11 | number of acceptances, 4 bytes, little-endian; then for each: |
/// | + | the warning's id; who accepted it, in UTF-8 |
///
/// A field is its length in 4 bytes, little-endian, and that many bytes.
extension Approval {
    /// The version of the document and of the encoding, changed whenever the same bytes would mean something else.
    public static let encodingVersion: UInt8 = 1

    /// What a seal is made over.
    public var canonicalBytes: [UInt8] {
        var bytes: [UInt8] = []
        func add(_ field: some Collection<UInt8>) {
            bytes += Approval.littleEndian(UInt32(field.count))
            bytes += field
        }
        add("io.myotherm.approval".utf8)
        add([Approval.encodingVersion])
        add(plan.bytes)
        add(program.bytes)
        add(patient.text.utf8)
        add(Approval.littleEndian(prescriber.uid))
        add(prescriber.name.utf8)
        add(time.utf8)
        add(assessment.bytes)
        add(rules?.bytes ?? [])
        add(Approval.littleEndian(UInt32(acceptances.count)))
        for acceptance in acceptances {
            add(acceptance.warning.utf8)
            add(acceptance.name.utf8)
        }
        return bytes
    }

    private static func littleEndian(_ value: UInt32) -> [UInt8] {
        stride(from: 0, to: 32, by: 8).map { UInt8(truncatingIfNeeded: value >> $0) }
    }
}
