import Units

/// A fault as a person writes it on a command line: parts `key=value` between commas, in any order.
///
/// | part | meaning |
/// |---|---|
/// | `at=20s`, `at=run+20s` | begins so long after the device started, or after it first ran a program; else at once |
/// | `for=500ms` | lasts so long; else for ever |
/// | `zone=1` | the zone, from 0; with the faults of a zone |
/// | `way=device`, `way=host` | whom the bytes go to; with the faults of the line, else both |
///
/// Faults of a zone:
///
/// | part | meaning |
/// |---|---|
/// | `contact=open`, `=short`, `=400` | the electrodes touch nothing, each other, or with so many ‰ of their area |
/// | `contact=lifting:100`, `=drying:1050` | they come off by so many ‰ a minute; the gel's impedance is so many ‰ of itself each minute |
/// | `contact=bridged:20000`, `=lead` | so many mΩ join them; the lead is broken |
/// | `centre=open`, `=short`, `=offset:-1500`, `=frozen:36000` | the sensor's circuit, or what it reads, in mK and m°C |
/// | `centre=stuck`, `=drift:200`, `=noise:500` | it keeps its reading, drifts by so many mK a minute, is off by up to so many mK |
/// | `centre=detached`, `=swapped:2` | it follows pad and air, or the skin of another zone |
/// | `edge=…` | the same of the other sensor |
/// | `heat=43500` | skin and sensors are held there, in m°C |
/// | `weld=3000`, `=3000:first` | so many mW of RF flow whatever is commanded; `first`, `second` or `either` shut-off cuts them |
/// | `power=1300` | the RF stage gives so many ‰ of what it is told |
/// | `detector=500` | the RF detector reads so many ‰ of what flows |
/// | `meter=frozen` | what measures RF impedance and contact repeats its last value |
///
/// Faults of the device:
///
/// | part | meaning |
/// |---|---|
/// | `return=first:500` | so many ‰ of that half (`first`, `second`) of the return electrode touch the skin |
/// | `button`, `button=held` | the stop button is pressed: for 200 ms unless `for` says else, or for ever |
/// | `stuck=first`, `=second`, `=both` | shut-off elements do not open |
/// | `pulses=700` | pulses have so many ‰ of the current that is commanded |
/// | `imbalance=100` | the balancing phase misses so many ‰ of the charge |
/// | `missing=200`, `=every:5` | so many ‰ of the pulses are not given, or each fifth |
/// | `reference=-300` | the reference resistor's reading drifts by so many mK a minute |
/// | `pickup=300` | sensors are read while RF flows: each W of their zone adds so many mK |
/// | `clock=250ms`, `=-250ms` | the device's clock jumps, once |
/// | `reset` | the device loses power for a moment and starts anew, once |
/// | `hang` | the firmware does nothing |
/// | `lease` | the firmware keeps no lease, and gives output without one |
/// | `unplug`, `unplug=line-2` | the cable is pulled; after `for` it is plugged in, under another name where one is given |
///
/// Faults of the line; rates are in millionths of the bytes:
///
/// | part | meaning |
/// |---|---|
/// | `drop=500`, `flip=500`, `duplicate=500`, `insert=500` | bytes lost, with one bit changed, twice, out of nowhere |
/// | `burst=30ms:200` | with so many bytes the line holds everything back for so long, and lets it go at once |
/// | `split=2ms:20000` | after so many bytes the rest comes so much later |
///
/// Times are whole numbers with the unit `us`, `ms`, `s` or `min`, up to a day.
extension TimedFault {
    /// The fault that `text` describes, exactly one.
    ///
    /// - Throws: `FaultTextError` for the first part that is wrong, and what was expected there.
    public init(text: String) throws(FaultTextError) {
        var parts = FaultParts()
        for part in text.split(separator: ",", omittingEmptySubsequences: false) { try parts.take(part) }
        try self.init(parts)
    }

    private init(_ parts: FaultParts) throws(FaultTextError) {
        guard let (key, value) = parts.fault else { throw .noFault }
        if key.place != .zone, parts.zone != nil { throw .zoneNotExpected(key: key.rawValue) }
        if key.place != .line, parts.way != nil { throw .wayNotExpected(key: key.rawValue) }
        let effect: Effect
        switch key.place {
        case .zone:
            guard let zone = parts.zone else { throw .zoneMissing(key: key.rawValue) }
            effect = try FaultValue(key, value).zoneEffect(in: zone)
        case .device: effect = try FaultValue(key, value).deviceEffect()
        case .line: effect = .line(try FaultValue(key, value).byteFault(), parts.way)
        }
        let press: Duration? = key == .button && value.isEmpty ? .milliseconds(200) : nil
        self.init(effect, begins: parts.begins ?? .afterStart(.zero), lasts: parts.lasts ?? press)
    }
}
