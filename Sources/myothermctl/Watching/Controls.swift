import Dispatch
import Glibc

/// Keys and signals of a watcher: what stops, and what leaves.
///
/// Everything happens on one queue, on which nothing waits.
final class Controls {
    /// What the display says about the keys.
    static let help = "s, space or Ctrl-C: STOP     q: leave, the treatment goes on"

    private let queue = DispatchQueue(label: "myothermctl.controls", qos: .userInteractive)
    private let settings: termios?
    private let sources: [any DispatchSourceProtocol]

    /// Whether keys are read.
    var hasKeyboard: Bool { settings != nil }

    /// Listens from now on.
    ///
    /// - Parameters:
    ///   - stop: Is told the key; returns at once.
    ///   - leave: Returns at once.
    init(stop: @escaping @Sendable (String) -> Void, leave: @escaping @Sendable () -> Void) {
        settings = Terminal.hasKeyboard ? Terminal.takeKeys() : nil
        var sources: [any DispatchSourceProtocol] = []
        let counter = Counter()
        let settings = settings
        let interrupt = DispatchSource.makeSignalSource(signal: SIGINT, queue: queue)
        interrupt.setEventHandler { @Sendable in
            switch counter.next() {
            case 1: stop("Ctrl-C")
            case 2: leave()
            default:
                // The display cannot be left: its output is stuck.
                if let settings { Terminal.restore(settings) }
                exit(1)
            }
        }
        sources.append(interrupt)
        // A closed terminal or an ordered end is nobody's wish to stop: the treatment goes on, the terminal is tidied.
        for signal in [SIGTERM, SIGHUP] {
            let source = DispatchSource.makeSignalSource(signal: signal, queue: queue)
            source.setEventHandler { @Sendable in leave() }
            sources.append(source)
        }
        if settings != nil {
            let keys = DispatchSource.makeReadSource(fileDescriptor: STDIN_FILENO, queue: queue)
            keys.setEventHandler { @Sendable in
                // A terminal that gives nothing any more was hung up.
                guard let pressed = Controls.read() else { return leave() }
                if pressed.contains(where: { " sS".utf8.contains($0) }) { stop("key") }
                if pressed.contains(where: { "qQ".utf8.contains($0) }) { leave() }
            }
            sources.append(keys)
        }
        for source in sources { source.activate() }
        self.sources = sources
    }

    /// Gives the keyboard back.
    func end() {
        for source in sources { source.cancel() }
        if let settings { Terminal.restore(settings) }
    }

    /// The bytes of the keys that were pressed; nil when there will be none any more.
    private static func read() -> [UInt8]? {
        var bytes = [UInt8](repeating: 0, count: 64)
        let count = unsafe bytes.withUnsafeMutableBytes { unsafe Glibc.read(STDIN_FILENO, $0.baseAddress, $0.count) }
        if count < 0, errno == EINTR || errno == EAGAIN { return [] }
        return count > 0 ? Array(bytes.prefix(count)) : nil
    }
}
