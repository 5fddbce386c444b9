import Control
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

    private static let repeatInterval = Duration.milliseconds(100)

    /// Asks on `line`; waits for `patience` at most.
    static func ask(on line: OpenLine, patience: Duration) -> Outcome {
        var conversation = Conversation(on: line)
        do throws(Conversation.Ending) {
            return try ask(&conversation, patience)
        } catch {
            return .gone
        }
    }

    private static func ask(
        _ conversation: inout Conversation, _ patience: Duration
    ) throws(Conversation.Ending) -> Outcome {
        let begin = HostClock.now
        conversation.endpoint.stop(at: begin)
        var asked = begin - repeatInterval
        while HostClock.now - begin < patience {
            let now = HostClock.now
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
        return outcome(of: conversation, patience)
    }

    private static func otherVersion(_ answer: HelloAnswer) -> String {
        "it speaks revision \(answer.revision) of the protocol (schema \(hexadecimal(answer.schemaHash))), and this program "
            + "revision \(Protocol.revision) (schema \(hexadecimal(Protocol.schemaHash))): update device or program"
    }

    private static func outcome(of conversation: Conversation, _ patience: Duration) -> Outcome {
        if conversation.bytesHeard == 0 { return .silent }
        if conversation.heardOnlyNoise {
            return .other(
                "it sends \(conversation.bytesHeard) bytes in \(patience.milliseconds) ms and none of them is the "
                    + "protocol's: it is another device, or the line has another rate")
        }
        return .other("it answers the greeting and does not say what it is")
    }

    private static func hexadecimal(_ number: UInt32) -> String { String(number, radix: 16) }
}
