internal import Control
internal import Safety
internal import Treatment
internal import Units

/// An entry as the columns `kind` and `body` hold it.
///
/// Names are the names of the enums' cases. Numbers that use all of 64 bits are text, in hexadecimal: many readers of
/// JSON keep 53 bits only.
struct EventText: Equatable {
    let kind: String
    /// A JSON object, flat but for the histograms.
    let body: String

    init(_ entry: RecordEntry) {
        switch entry.content {
        case .event(.timing): self.init(entry.timing.first)
        case .event(let event): self.init(event)
        case .lost(let loss): self.init(loss)
        }
    }

    private init(_ loss: Loss) {
        self.init(
            "lost",
            [
                ("reason", .name(loss.reason)), ("count", .number(loss.count)),
                ("firstWallMilliseconds", .number(loss.first.wallMilliseconds)),
                ("firstMonotonicNanoseconds", .number(loss.first.monotonic.nanoseconds)),
            ])
    }

    private init(_ event: RecordEvent) {
        switch event {
        case .intent(let intent, let request):
            self.init("intent", [("intent", .name(intent)), ("request", .request(request))])
        case .treatmentBegan(let program, let zones, let device, let request):
            self.init(
                "treatmentBegan",
                [
                    ("program", .text(program.hexadecimal)), ("zones", .number(Int64(zones.bits))),
                    ("device", .text(device.hexadecimal)), ("request", .request(request)),
                ])
        case .entered(let state):
            self.init("entered", [("state", .name(state))])
        case .finding(let finding):
            self.init(finding)
        case .deviceCause(let code, let zone, let value):
            self.init(
                "deviceCause",
                [("code", .number(Int64(code))), ("zone", .number(Int64(zone))), ("value", .number(Int64(value)))])
        case .acknowledged(let cause, let request):
            self.init("acknowledged", [("cause", .name(cause)), ("request", .request(request))])
        case .silenced(let cause, let request):
            self.init("silenced", [("cause", .name(cause)), ("request", .request(request))])
        case .stopAsked(let request):
            self.init("stopAsked", [("request", .request(request))])
        case .expected(let zone, let expected): self.init(zone, expected)
        case .delivered(let zone, let delivery):
            self.init(zone, delivery)
        case .dose(let zone, let skin, let deep):
            self.init(
                "dose",
                [
                    ("zone", .text(zone.name)), ("skinMilliminutes", .number(skin)),
                    ("deepMilliminutes", .number(deep)),
                ])
        case .treatmentEnded(let result, let cause):
            self.init("treatmentEnded", [("result", .name(result)), ("cause", cause.map { .name($0) } ?? .null)])
        case .hostGranted(let grants): self.init(grants)
        case .hazardToZero(let chain): self.init(chain)
        case .timing: self.init(nil as Timing?)
        case .titrationBegan, .presented, .marked, .titrationEnded, .intensitySet: self.init(titration: event)
        case .deviceIdentified(let boot):
            self.init("deviceIdentified", [("boot", .text(boot.hexadecimal))])
        }
    }

    private init(_ finding: Finding) {
        self.init(
            "finding",
            [
                ("cause", .name(finding.cause)), ("reaction", .name(finding.reaction)),
                ("zone", finding.zone.map { .number(Int64($0.place)) } ?? .null),
                ("value", .number(finding.value)), ("limit", .number(finding.limit)),
            ])
    }

    private init(_ zone: Zone, _ expected: ExpectedDelivery) {
        self.init(
            "expected",
            [
                ("zone", .text(zone.name)),
                ("energyMillijoules", .number(expected.energy.millijoules)),
                ("leastEnergyMillijoules", .number(expected.leastEnergy.millijoules)),
                ("mostEnergyMillijoules", .number(expected.mostEnergy.millijoules)),
                ("peakMilliCelsius", .number(Int64(expected.peak.milliCelsius))),
                ("deepPeakMilliCelsius", .number(Int64(expected.deepPeak.milliCelsius))),
                ("cem43Milliminutes", .number(expected.cem43Milliminutes)),
                ("deepMilliminutes", .number(expected.deepMilliminutes)),
            ])
    }

    private init(_ zone: ZoneIndex, _ delivery: ZoneDelivery) {
        self.init(
            "delivered",
            [
                ("zone", .number(Int64(zone.place))),
                ("pulsesPlanned", .number(delivery.pulsesPlanned)),
                ("pulsesDelivered", .number(delivery.pulsesDelivered)),
                ("energyMillijoules", .number(delivery.energy.millijoules)),
                ("peakMilliCelsius", .number(Int64(delivery.peak.milliCelsius))),
                ("cem43Milliminutes", .number(delivery.cem43Milliminutes)),
                ("deepMilliminutes", .number(delivery.deepMilliminutes)),
                ("carriedMilliminutes", .number(delivery.carriedMilliminutes)),
                ("carriedDeepMilliminutes", .number(delivery.carriedDeepMilliminutes)),
            ])
    }

    /// A kind and its fields, in order.
    init(_ kind: String, _ fields: [(name: String, value: Value)]) {
        self.kind = kind
        body = "{" + fields.map { "\"\($0.name)\":\($0.value.json)" }.joined(separator: ",") + "}"
    }

    /// A value that needs no escaping: no text from outside ever stands in a body.
    enum Value {
        case null
        case number(Int64)
        /// Letters and digits only.
        case text(String)
        /// An object that is JSON already.
        case object(String)

        static func name<Name: RawRepresentable & BitwiseCopyable>(_ name: Name) -> Value {
            .text(String(describing: name))
        }

        static func request(_ request: RequestID) -> Value { .number(Int64(request.rawValue)) }

        var json: String {
            switch self {
            case .null: "null"
            case .number(let number): String(number)
            case .text(let text): "\"\(text)\""
            case .object(let json): json
            }
        }
    }
}

extension UInt64 {
    /// 16 hexadecimal digits.
    var hexadecimal: String {
        let digits = String(self, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }
}

extension Fingerprint {
    /// 32 hexadecimal digits.
    var hexadecimal: String { high.hexadecimal + low.hexadecimal }
}
