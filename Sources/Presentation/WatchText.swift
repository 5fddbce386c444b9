public import ControlSocket

/// What a watcher's screen shows besides the status.
public enum WatchText {
    /// A word about what the watcher did.
    public struct Notice: Equatable, Sendable {
        /// The words.
        public let text: String
        /// Whether the person must act now.
        public let isAlarm: Bool

        /// Stop is on its way; nothing has answered yet.
        public static func sending(by key: String) -> Notice {
            Notice(text: "STOP is being sent (\(key)).", isAlarm: false)
        }

        /// The daemon has stopped, or there was nothing to stop.
        public static let stopped = Notice(text: "STOP was sent to the device.", isAlarm: false)

        /// Stop did not get through.
        public static func notStopped(_ error: ControllerError) -> Notice {
            Notice(
                text: "STOP DID NOT GET THROUGH. Press the device's stop button, or cut its power. (\(error))"
                    .printable,
                isAlarm: true)
        }
    }

    /// The whole screen.
    public static func lines(_ status: Status, notice: Notice?, help: String?) -> [Line] {
        var lines = StatusText.lines(status)
        // High up, where a low terminal shows it too.
        if let notice { lines.insert(Line(notice.text, notice.isAlarm ? .alarm : .caution), at: 1) }
        if let help { lines.append(Line(help, .strong)) }
        return lines
    }
}
