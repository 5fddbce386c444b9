public import Discovery
import Link
import Serial
import Units
import Wire

/// STOP for every device that there may be, from outside the daemon: after it has ended, however it ended.
public enum OutputStop {
    /// What became of one line.
    public struct Result: Equatable, Sendable {
        /// The line's name.
        public var line: String
        /// Whether the device measured that nothing flows; nil where there is none.
        public var isZero: Bool?
        /// The result in a sentence.
        public var sentence: String
    }

    /// How long a device may take to measure zero.
    private static let patience = Duration.seconds(2)
    private static let repeatInterval = Duration.milliseconds(30)

    /// Stops what is on every line that `settings` name or udev's rules mark, all at once; blocks for two seconds at most.
    ///
    /// - Throws: when udev cannot be asked which lines there are.
    public static func run(_ settings: Settings) throws(DiscoveryError) -> [Result] {
        if let path = settings.path { return [stop(path, settings.baud)] }
        var roster = Roster()
        roster.replace(with: try UdevWatch.list())
        // The serial number tells which device is used, and not which one may be left with output on.
        let nodes = roster.candidates(for: WantedDevice(usbIDs: settings.usbIDs)).map(\.node)
        return atOnce(nodes) { stop($0, settings.baud) }
    }

    private static func stop(_ path: String, _ baud: BaudRate) -> Result {
        do throws(SerialError) {
            var conversation = Conversation(on: OpenLine(try SerialPort.open(path: path, baud: baud)))
            return stop(&conversation, path)
        } catch {
            switch error {
            case .noSuchPath, .gone: return Result(line: path, isZero: nil, sentence: "\(path): no device is there")
            default: return Result(line: path, isZero: false, sentence: error.description)
            }
        }
    }

    private static func stop(_ conversation: inout Conversation, _ path: String) -> Result {
        let begin = HostClock.now
        conversation.endpoint.stop(at: begin)
        // The device answers a STOP to the host whose session it has; to a greeting it answers whoever greets.
        conversation.endpoint.hello(at: begin)
        var sent = begin
        while HostClock.now - begin < patience {
            do throws(Conversation.Ending) {
                if case .answer(let answer) = try conversation.next(before: sent + repeatInterval),
                    conversation.endpoint.epochIsConfirmed, answer.outputIsZero
                {
                    return Result(line: path, isZero: true, sentence: "\(path): output measured zero after STOP")
                }
            } catch {
                return Result(line: path, isZero: nil, sentence: "\(path): the device left while it was stopped")
            }
            let now = HostClock.now
            if now - sent >= repeatInterval {
                conversation.endpoint.repeatStop(at: now)
                conversation.endpoint.hello(at: now)
                sent = now
            }
        }
        guard conversation.endpoint.goodFrames > 0 else {
            return Result(
                line: path, isZero: false,
                sentence:
                    "\(path): nothing answers a STOP: if a device with power is there, cut the power and see to the patient."
            )
        }
        return Result(
            line: path, isZero: false,
            sentence: "\(path): OUTPUT NOT CONFIRMED OFF: cut the device's power now and take the pads off the patient."
        )
    }
}
