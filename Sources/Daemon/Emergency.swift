import Control
import Dispatch
import Foundation
import Serial

/// What is still tried when a device was not seen to obey STOP: on a thread that may be lost.
///
/// Modem-line calls and BREAK can block without limit on exactly the line that they are for; the control queue only starts
/// them. Each runs on a thread of its own.
struct Emergency: Sendable {
    /// Where the call for help goes.
    let log: @Sendable (String) -> Void

    /// Starts one escalation on `line`.
    func perform(_ escalation: Escalation, on line: LineControl?) {
        switch escalation {
        case .dropTerminalReady:
            guard let line else { return }
            detach { _ = line.set(.dataTerminalReady, on: false) }
        case .lineBreak:
            guard let line else { return }
            detach {
                _ = line.setBreak(on: true)
                // Longer than a character at any rate that is allowed, so that every receiver sees it.
                Thread.sleep(forTimeInterval: 0.01)
                _ = line.setBreak(on: false)
            }
        case .callForHelp:
            log("OUTPUT NOT CONFIRMED OFF: cut the device's power now and take the pads off the patient.")
        }
    }

    private func detach(_ body: @escaping @Sendable () -> Void) {
        let thread = Thread(block: body)
        thread.name = "emergency"
        thread.start()
    }
}
