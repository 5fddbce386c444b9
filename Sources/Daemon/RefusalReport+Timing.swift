import Control
import ControlSocket
import Safety
import Units
import Varlink

/// The words for a workstation or a line that is too slow to treat with, with the numbers that were measured.
extension VarlinkErrorReply {
    static func timerLate(_ lateness: Duration) -> String {
        "The control loop was woken \(milliseconds(lateness)) ms late while nothing was treated yet; at most "
            + "\(milliseconds(Limits.latenessWarning)) ms are allowed. Close other programs on this workstation; the status "
            + "says under \"host\" what it does not grant."
    }

    static func lineTooSlow(_ chain: HazardToZero) -> String {
        "From a hazard to zero output it takes up to \(milliseconds(chain.sum)) ms on this line and this workstation; at most "
            + "\(milliseconds(Limits.hazardToZero)) ms are allowed. Sampling \(milliseconds(chain.sampling)), slow frame "
            + "\(milliseconds(chain.slowFrame)), round trip \(milliseconds(chain.roundTrip)), reaction "
            + "\(milliseconds(chain.reaction)), under way \(milliseconds(chain.inFlight)), STOP "
            + "\(milliseconds(chain.stopRun)), pulse \(milliseconds(chain.pulse)) ms. Use a faster line; a USB bridge whose "
            + "latency timer is 16 ms adds up to 15."
    }

    static func parts(of chain: HazardToZero) -> JSONValue {
        .object([
            "sumMicroseconds": .integer(chain.sum.microseconds),
            "limitMicroseconds": .integer(Limits.hazardToZero.microseconds),
            "samplingMicroseconds": .integer(chain.sampling.microseconds),
            "slowFrameMicroseconds": .integer(chain.slowFrame.microseconds),
            "roundTripMicroseconds": .integer(chain.roundTrip.microseconds),
            "reactionMicroseconds": .integer(chain.reaction.microseconds),
            "inFlightMicroseconds": .integer(chain.inFlight.microseconds),
            "stopRunMicroseconds": .integer(chain.stopRun.microseconds),
            "pulseMicroseconds": .integer(chain.pulse.microseconds),
        ])
    }

    /// With two decimal places.
    private static func milliseconds(_ span: Duration) -> String {
        let hundredths = (span.microseconds + 5) / 10
        return "\(hundredths / 100).\(String(100 + hundredths % 100).dropFirst())"
    }
}
