import Discovery
import PlanFiles
import Serial

/// The daemon's configuration file: YAML, every key optional.
public enum ConfigurationFile {
    /// Where the package puts it.
    public static let standardPath = "/etc/myotherm/myothermd.yaml"

    /// Why a file cannot be used.
    public struct Refusal: Error, Equatable, Sendable, CustomStringConvertible {
        /// One line for each problem: file, line, key, what is wrong, what is allowed.
        public let problems: [String]

        /// All of them.
        public var description: String { problems.joined(separator: "\n") }
    }

    /// The settings in the file at `path`, and for what it does not say those of `base`.
    ///
    /// - Throws: everything that is wrong with the file.
    public static func read(path: String, over base: Settings = Settings()) throws(Refusal) -> Settings {
        do throws(PlanFileError) {
            let bytes = try RegularFile.content(of: path, atMost: TextLimits.plan.bytes)
            return try parse(bytes: bytes, fileName: path, over: base)
        } catch {
            throw Refusal(problems: error.message.split(separator: "\n").map(String.init))
        }
    }

    static func parse(bytes: [UInt8], fileName: String, over base: Settings) throws(PlanFileError) -> Settings {
        let root: PlanText
        do throws(PlanFileError) {
            root = try PlanText.parse(bytes: bytes, fileName: fileName, within: .plan)
        } catch .refused(let problems) where problems.map(\.kind) == [.empty] {
            // Nothing but comments: what is set already holds.
            return base
        } catch {
            throw error
        }
        var reader = ConfigurationReader(settings: base)
        reader.read(root)
        guard reader.problems.isEmpty else { throw .refused(Problem.sorted(reader.problems, in: fileName)) }
        return reader.settings
    }
}

/// Reads settings out of a tree of text, and gathers all that is wrong on the way.
private struct ConfigurationReader {
    var settings: Settings
    private(set) var problems: [LocatedKind] = []

    init(settings: Settings) { self.settings = settings }

    mutating func read(_ root: PlanText) {
        each(root, nil, ["device", "realtime-priority", "seal-key"]) { reader, key, value in
            switch key {
            case "device": reader.device(value)
            case "seal-key": reader.sealKey(value, key)
            default: reader.priority(value, key)
            }
        }
    }

    private mutating func device(_ section: PlanText) {
        var (pathLine, others): (Int?, [String]) = (nil, [])
        each(section, "device", ["path", "usb-ids", "serial", "baud"]) { reader, key, value in
            let place = "device.\(key)"
            switch key {
            case "path":
                pathLine = value.line
                reader.path(value, place)
            case "usb-ids":
                others.append(key)
                reader.ids(value, place)
            case "serial":
                others.append(key)
                reader.serial(value, place)
            default: reader.baud(value, place)
            }
        }
        if let pathLine, !others.isEmpty {
            let names = others.joined(separator: " and ")
            report(
                .meaning(
                    "names a fixed port, and \(names) is for a device that is found through udev: say one of both"),
                "device.path", pathLine)
        }
    }

    private mutating func path(_ text: PlanText, _ place: String) {
        guard let word = word(text, place, example: "/dev/ttyS0") else { return }
        guard word.hasPrefix("/"), word.utf8.count < 4096 else {
            return report(
                .outOfRange(
                    value: word, allowed: "an absolute path such as /dev/ttyS0", reason: "it names a device node"),
                place, text.line)
        }
        settings.path = word
    }

    private mutating func ids(_ text: PlanText, _ place: String) {
        guard case .list(let items, _) = text else {
            return report(.wrongShape(found: text.shape, expected: "a list such as [\"0403:6015\"]"), place, text.line)
        }
        var ids: Set<USBID> = []
        for item in items {
            guard let word = word(item, place, example: "0403:6015") else { continue }
            if let id = USBID(word) {
                ids.insert(id)
            } else {
                report(
                    .outOfRange(
                        value: word, allowed: "vendor and product, four hexadecimal digits each, such as 0403:6015",
                        reason: "as lsusb writes them"), place, item.line)
            }
        }
        settings.usbIDs = ids
    }

    private mutating func serial(_ text: PlanText, _ place: String) {
        guard let word = word(text, place, example: "MT-0001") else { return }
        guard (1...126).contains(word.utf8.count) else {
            return report(
                .outOfRange(value: word, allowed: "1 to 126 characters", reason: "as long as a USB serial number"),
                place, text.line)
        }
        settings.serial = word
    }

    private mutating func baud(_ text: PlanText, _ place: String) {
        guard let word = word(text, place, example: "921600") else { return }
        guard let baud = UInt32(word), Settings.baudRates.contains(baud) else {
            return report(
                .outOfRange(
                    value: word, allowed: "115200 to 3000000", reason: "below 460800 is for service, not for treatment"),
                place, text.line)
        }
        settings.baud = BaudRate(baud: baud)
    }

    private mutating func priority(_ text: PlanText, _ place: String) {
        guard let word = word(text, place, example: "10") else { return }
        guard let priority = Int(word), (0...99).contains(priority) else {
            return report(
                .outOfRange(value: word, allowed: "1 to 99, or 0 for the default policy", reason: "as sched(7) counts"),
                place, text.line)
        }
        settings.priority = priority == 0 ? nil : priority
    }

    private mutating func sealKey(_ text: PlanText, _ place: String) {
        let example = "/etc/myotherm/seal.key"
        guard let word = word(text, place, example: example) else { return }
        guard word.hasPrefix("/"), word.utf8.count < 4096 else {
            return report(
                .outOfRange(value: word, allowed: "an absolute path such as \(example)", reason: "it names a file"),
                place, text.line)
        }
        settings.sealKey = word
    }

    private mutating func each(
        _ text: PlanText, _ path: String?, _ allowed: [String],
        _ body: (inout ConfigurationReader, String, PlanText) -> Void
    ) {
        guard case .section(let pairs, _) = text else {
            let expected = "a section of \(allowed.joined(separator: ", "))"
            return report(.wrongShape(found: text.shape, expected: expected), path, text.line)
        }
        for (key, value) in pairs {
            guard case .word(let word, let line) = key else {
                report(.keyNotAWord, path, key.line)
                continue
            }
            if allowed.contains(word) {
                body(&self, word, value)
            } else {
                report(.unknownKey(allowed: allowed), path.map { "\($0).\(word)" } ?? word, line)
            }
        }
    }

    private mutating func word(_ text: PlanText, _ place: String, example: String) -> String? {
        if case .word(let word, _) = text { return word }
        report(.wrongShape(found: text.shape, expected: "one value such as '\(example)'"), place, text.line)
        return nil
    }

    private mutating func report(_ kind: Problem.Kind, _ key: String?, _ line: Int) {
        problems.append(LocatedKind(line: line, key: key, kind: kind))
    }
}

extension Settings {
    /// The rates that a line may have, in symbols per second.
    public static let baudRates: ClosedRange<UInt32> = 115_200...3_000_000
}
