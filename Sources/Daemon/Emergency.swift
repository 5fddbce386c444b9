import Control
import Dispatch
import Foundation
import Serial
import Synchronization

/// What is still tried when a device was not seen to obey STOP: on a thread that may be lost.
///
/// Modem-line calls and BREAK can block without limit on exactly the line that they are for; the control queue only starts
/// them. Each runs on a thread of its own.
package struct Emergency: Sendable {
    /// Where the call for help goes.
    let log: @Sendable (LogEvent, String) -> Void

    /// Whether a call for help has not come back yet: a log that blocks gets one thread, and not one every five seconds.
    private final class Voice: Sendable {
        let isCalling = Atomic(false)
    }

    private let voice = Voice()
    private let shoutingVoice = Voice()

    /// Escalations whose call for help goes to `log`.
    package init(log: @escaping @Sendable (LogEvent, String) -> Void) { self.log = log }

    /// Starts one escalation on `line`, which stays open until the call has returned.
    func perform(_ escalation: Escalation, on line: OpenLine?) {
        switch escalation {
        case .dropTerminalReady: setTerminalReady(false, on: line)
        case .raiseTerminalReady: setTerminalReady(true, on: line)
        case .lineBreak:
            guard let line else { return }
            detach {
                let control = line.control
                _ = control.setBreak(on: true)
                // Longer than a character at any rate that is allowed, so that every receiver sees it.
                Thread.sleep(forTimeInterval: 0.01)
                _ = control.setBreak(on: false)
                withExtendedLifetime(line) {}
            }
        case .callForHelp:
            guard !voice.isCalling.exchange(true, ordering: .relaxed) else { return }
            detach {
                log(
                    .outputNotConfirmed,
                    "OUTPUT NOT CONFIRMED OFF: cut the device's power now and take the pads off the patient.")
                voice.isCalling.store(false, ordering: .relaxed)
            }
        }
    }

    /// Says something that must be heard.
    ///
    /// The log may block as well, on a pipe that nobody reads: meanwhile the STOP must be repeated. While it does, nothing
    /// more is said.
    func shout(_ text: String) {
        guard !shoutingVoice.isCalling.exchange(true, ordering: .relaxed) else { return }
        detach {
            log(.programMistake, text)
            shoutingVoice.isCalling.store(false, ordering: .relaxed)
        }
    }

    private func setTerminalReady(_ isReady: Bool, on line: OpenLine?) {
        guard let line else { return }
        detach {
            _ = line.control.set(.dataTerminalReady, on: isReady)
            withExtendedLifetime(line) {}
        }
    }

    private func detach(_ body: @escaping @Sendable () -> Void) {
        let thread = Thread(block: body)
        thread.name = "emergency"
        thread.start()
    }
}
