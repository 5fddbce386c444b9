import ArgumentParser
import Foundation
import Units
import Wire

/// The fast telemetry frame that `docs/protocol.md` gives as its example, in the session of all its examples.
struct GoldenFrame {
    static let session = SessionSeed(bootID: 0x1122_3344_5566_7788, hostInstance: 0x0102_0304_0506_0708)

    let bytes: [UInt8]
    let header: FrameHeader
    let telemetry: FastTelemetry

    /// The example below its heading in the document, if it is decoded to what stands there and encoded to its own bytes.
    init(document: String) throws {
        bytes = GoldenFrame.example(in: try String(contentsOfFile: document, encoding: .utf8))
        guard let (header, telemetry) = GoldenFrame.decoded(bytes) else {
            throw ValidationError("\(document) has no example of a fast telemetry frame that can be decoded.")
        }
        (self.header, self.telemetry) = (header, telemetry)
        guard isDocumented else { throw ValidationError("The example is not decoded as documented.") }
        guard encoded == bytes else { throw ValidationError("The example is not encoded to its own bytes.") }
        var broken = bytes
        broken[bytes.count / 2] ^= 1
        guard GoldenFrame.decoded(broken) == nil else { throw ValidationError("A flipped bit is not noticed.") }
    }

    /// The same frame with so many zones: those that the example does not have are as its first ones.
    func with(zones: Int) -> FastTelemetry {
        var wide = telemetry
        wide.zoneCount = UInt8(zones)
        for place in 2..<max(zones, 2) {
            guard let zone = ZoneIndex(place), let model = ZoneIndex(place - 2) else { continue }
            wide.zones[zone] = wide.zones[model]
        }
        return wide
    }

    private static func example(in document: String) -> [UInt8] {
        var bytes: [UInt8] = []
        var isSection = false
        var isExample = false
        for line in document.split(separator: "\n") {
            if line.hasPrefix("### ") { isSection = line == "### 0x90 FastTelemetry" }
            if isSection, line.hasPrefix("```") {
                if isExample { break }
                isExample = line == "```hex"
            } else if isExample {
                bytes += line.split(separator: " ").compactMap { UInt8($0, radix: 16) }
            }
        }
        return bytes
    }

    private static func decoded(_ bytes: [UInt8]) -> (FrameHeader, FastTelemetry)? {
        var decoder = FrameDecoder()
        var cursor = 0
        guard decoder.push(bytes.span, from: &cursor) == .frame, cursor == bytes.count,
            let header = try? decoder.header(seed: session), header.opcode == .fastTelemetry,
            let telemetry = try? decoder.message(FastTelemetry.self, after: header)
        else { return nil }
        return (header, telemetry)
    }

    private var encoded: [UInt8] {
        let frame = telemetry.frame(number: header.frameNumber, epoch: header.epoch, seed: GoldenFrame.session)
        return (0..<frame.count).map { frame[$0] }
    }

    private var isDocumented: Bool {
        guard let place = ZoneIndex(0) else { return false }
        let zone = telemetry.zones[place]
        return header.frameNumber == 2050 && header.epoch == 7 && telemetry.sample == 2000
            && telemetry.time == .microseconds(10_000_000) && telemetry.state == .running
            && telemetry.leaseMarginMilliseconds == 150 && telemetry.echoFrame == 299
            && telemetry.echoArrival == 9_999_120 && telemetry.lastTaken == 7 && telemetry.executedBehind == 1
            && telemetry.zoneCount == 2 && zone.centre == .milliCelsius(40_500) && zone.edge == .milliCelsius(40_250)
            && zone.power == .milliwatts(1795) && zone.impedance == .milliohms(44_700)
            && zone.load == .milliohms(512_000) && zone.pulseCurrent == .microamps(11_340)
            && zone.residueNanocoulombs == -12 && zone.pulses == 4 && zone.centreValidity == .ok
            && zone.pulseAgeCentiseconds == 2
    }
}
