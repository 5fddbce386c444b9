import Control
import Glibc
import Link
import Units
import Wire

/// Asks what is on a line who it is, so that only a treatment device gets to the control loop.
///
/// STOP goes first: whatever a device was doing, nobody is responsible for it now.
enum Introduction {
    /// What came of it.
    enum Outcome: Equatable, Sendable {
        /// A treatment device, with the serial number that it gives itself.
        case ours(serialNumber: String)
        /// Nothing was heard: it may be switched off behind a bridge that has power.
        case silent
        /// Something else, or one that this program cannot talk with; the sentence says what.
        case other(String)
        /// It left.
        case gone
    }

    /// For how long a device may start up after the opening of the line has reset it.
    private static let patience = Duration.seconds(2)
    /// For how long it may while something else waits: a device that runs says who it is ten times a second, unasked.
    private static let shortPatience = Duration.milliseconds(600)
    private static let repeatInterval = Duration.milliseconds(100)

    /// Asks on `line`; waits for two seconds at most, and not as long once `urgency` is readable.
    static func ask(on line: OpenLine, urgency: Int32 = -1) -> Outcome {
        var conversation = Conversation(on: line)
        do throws(Conversation.Ending) {
            return try ask(&conversation, urgency)
        } catch {
            return .gone
        }
    }

    private static func ask(
        _ conversation: inout Conversation, _ urgency: Int32
    ) throws(Conversation.Ending) -> Outcome {
        let begin = HostClock.now
        conversation.endpoint.stop(at: begin)
        var asked = begin - repeatInterval
        while true {
            let now = HostClock.now
            if now - begin >= patience || (now - begin >= shortPatience && isReadable(urgency)) { break }
            if now - asked >= repeatInterval {
                if conversation.endpoint.bootID == nil {
                    conversation.endpoint.hello(at: now)
                } else {
                    conversation.endpoint.describe(.device, at: now)
                }
                asked = now
            }
            switch try conversation.next(before: asked + repeatInterval) {
            case .answer(let answer):
                guard answer.schemaHash == Protocol.schemaHash else { return .other(otherVersion(answer)) }
                guard answer.hostInstance == conversation.endpoint.hostInstance,
                    conversation.endpoint.bootID == nil
                else { continue }
                conversation.endpoint.openSession(with: answer)
                // The next question need not wait.
                asked = now - repeatInterval
            case .device(let description): return .ours(serialNumber: description.serialNumber.text)
            case .nothing, .fast, .slow, .result, .selfTest, .applicator, .zone, nil: continue
            }
        }
        return outcome(of: conversation)
    }

    private static func otherVersion(_ answer: HelloAnswer) -> String {
        "it speaks revision \(answer.revision) of the protocol (schema \(hexadecimal(answer.schemaHash))), and this program "
            + "revision \(Protocol.revision) (schema \(hexadecimal(Protocol.schemaHash))): update device or program"
    }

    private static func outcome(of conversation: Conversation) -> Outcome {
        if conversation.bytesHeard == 0 { return .silent }
        if conversation.heardOnlyNoise {
            return .other(
                "it sent \(conversation.bytesHeard) bytes and none of them is the "
                    + "protocol's: it is another device, or the line has another rate")
        }
        return .other("it answers the greeting and does not say what it is")
    }

    private static func isReadable(_ descriptor: Int32) -> Bool {
        var waiting = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        return unsafe poll(&waiting, 1, 0) > 0
    }

    private static func hexadecimal(_ number: UInt32) -> String { String(number, radix: 16) }
}
