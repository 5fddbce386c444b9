import Control
import Glibc
import Records
import Safety
import Testing
import Units

/// GRDB has a type of this name too.
typealias RecordError = Records.RecordError

/// A directory of its own for one test, removed with all that is in it (two levels) at the end.
final class Scratch {
    let path: String

    init() throws {
        var template = Array("/tmp/records-tests-XXXXXX".utf8CString)
        try #require(unsafe mkdtemp(&template) != nil)
        path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    deinit {
        for name in Scratch.names(in: path) {
            let entry = "\(path)/\(name)"
            for inner in Scratch.names(in: entry) { unsafe unlink("\(entry)/\(inner)") }
            if unsafe unlink(entry) != 0 { unsafe rmdir(entry) }
        }
        unsafe rmdir(path)
    }

    /// Where the store is, which does not exist yet.
    var store: String { "\(path)/state" }
    var database: String { "\(store)/records.sqlite" }

    static func names(in directory: String) -> [String] {
        guard let stream = unsafe opendir(directory) else { return [] }
        defer { unsafe closedir(stream) }
        var names: [String] = []
        while let entry = unsafe readdir(stream) {
            names.append(
                unsafe withUnsafePointer(to: &entry.pointee.d_name) { bytes in
                    unsafe String(cString: UnsafeRawPointer(bytes).assumingMemoryBound(to: CChar.self))
                })
        }
        return names.filter { $0 != "." && $0 != ".." }
    }

    static func read(_ file: String) throws -> [UInt8] {
        let descriptor = unsafe open(file, O_RDONLY | O_CLOEXEC)
        try #require(descriptor >= 0)
        defer { close(descriptor) }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = unsafe Glibc.read(descriptor, &buffer, buffer.count)
            try #require(count >= 0)
            if count == 0 { return bytes }
            bytes += buffer[..<count]
        }
    }

    static func write(_ bytes: [UInt8], to file: String) throws {
        let descriptor = unsafe open(file, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
        try #require(descriptor >= 0)
        defer { close(descriptor) }
        try #require(unsafe Glibc.write(descriptor, bytes, bytes.count) == bytes.count)
    }

    static func mode(of file: String) throws -> UInt32 {
        var status = stat()
        try #require(unsafe stat(file, &status) == 0)
        return status.st_mode & 0o7777
    }

    /// What a power failure would leave of a store that is in use: the database and its log, as they are now.
    func copyAsAfterACrash(of source: String? = nil, to directory: String) throws {
        let source = source ?? store
        try #require(unsafe mkdir(directory, 0o700) == 0)
        for name in Scratch.names(in: source) where name == "records.sqlite" || name == "records.sqlite-wal" {
            try Scratch.write(Scratch.read("\(source)/\(name)"), to: "\(directory)/\(name)")
        }
    }
}

/// What the tests store.
enum Sample {
    static let anna = RecordActor(uid: 1001, name: "anna")
    static let program = Fingerprint(high: 0xAB, low: 1)
    static let hash = String(repeating: "0123456789abcdef", count: 4)
    static let planText = "name: demo\nzones: [forehead, left cheek]\n"
    static let arm = RequestID(rawValue: 7)
    static let start = RequestID(rawValue: 8)
    static let overTemperature = Finding(.overTemperature, .trip, zone: ZoneIndex(1), value: 43_210, limit: 43_000)

    /// The moment `seconds` after the first one.
    static func moment(_ seconds: Int64) -> Moment {
        Moment(wallMilliseconds: 1_700_000_000_000 + seconds * 1000, monotonic: .nanoseconds(seconds * 1_000_000_000))
    }

    static let began = RecordEvent.treatmentBegan(
        program: program, zones: ZoneSet(first: 2), device: 0xFEDC_BA98_7654_3210, request: start)

    static func setting(_ plan: StoredPlan) -> TreatmentSetting {
        TreatmentSetting(
            plan: plan, zoneNames: ["forehead", "left cheek"], deviceSerial: "SIM-1", usbSerial: "USB-1",
            applicator: "A-9")
    }

    /// What a shadow run might expect.
    static var expected: ExpectedDelivery {
        var expected = ExpectedDelivery()
        expected.energy = .millijoules(2_000)
        (expected.leastEnergy, expected.mostEnergy) = (.millijoules(1_000), .millijoules(3_000))
        (expected.peak, expected.deepPeak) = (.milliCelsius(41_000), .milliCelsius(41_700))
        (expected.cem43Milliminutes, expected.deepMilliminutes) = (1_107, 2_800)
        return expected
    }

    static func delivery(_ pulses: Int64) -> ZoneDelivery {
        var delivery = ZoneDelivery()
        delivery.pulsesPlanned = 18_720
        delivery.pulsesDelivered = pulses
        delivery.energy = .millijoules(5432)
        delivery.peak = .milliCelsius(41_050)
        delivery.cem43Milliminutes = 870
        delivery.deepMilliminutes = 5_432
        delivery.carriedMilliminutes = 210
        delivery.carriedDeepMilliminutes = 1_234
        return delivery
    }

    /// Arms and begins a treatment; the last entry is at second 3.
    static func begin(in store: RecordStore) throws(RecordError) {
        let plan = try store.storePlan(text: planText, hash: hash)
        try store.append(.intent(.arm, request: arm), at: moment(1), actor: anna)
        try store.append(.entered(.armed), at: moment(1), actor: nil)
        try store.append(began, at: moment(2), actor: anna, setting: setting(plan))
        try store.append(.intent(.start, request: start), at: moment(3), actor: anna)
    }

    /// Delivers to two zones and ends the treatment, at second 60.
    static func finish(_ result: TreatmentResult, cause: Cause?, in store: RecordStore) throws {
        for place in 0..<2 {
            let zone = try #require(ZoneIndex(place))
            try store.append(
                .delivered(zone: zone, delivery(18_720 - Int64(place))), at: moment(60), actor: nil)
        }
        try store.append(.treatmentEnded(result, cause: cause), at: moment(60), actor: nil)
    }
}
