import Control
import ControlSocket
import Foundation
import Records
import Treatment
import Units
import Varlink

/// Sessions and the days between them, for whoever asks.
extension ControllerService {
    func getCourse(_ call: VarlinkCall, _ reply: VarlinkReply) {
        guard let parameters: GetCourseParameters = decode(call, reply) else { return }
        work.async { [self] in
            do throws(VarlinkErrorReply) {
                reply.succeed(encoding: try journal.course(parameters))
            } catch {
                reply.fail(error)
            }
        }
    }
}

/// What the records say of a patient, and when the next treatment may be.
extension Journal {
    /// Why a treatment of `zones` of `patient` may not begin now: less than 48 h after the last session; nil when it may.
    ///
    /// Asked when a plan is loaded and again before arming: between the two the clock may have been set, and what could be
    /// gone on with may have grown old. Those whom nobody names have no sessions. Blocks for the disk.
    /// - Throws: why it is not known; nothing may begin then.
    func tooSoon(for patient: String?, zones: [Zone]) throws(RecordError) -> VarlinkErrorReply? {
        let given = try treatmentsGiven(to: patient)
        let sessions = CourseSession.sessions(of: given.all)
        switch SessionSpacing.verdict(on: zones, after: sessions, at: given.at) {
        case .allowed, .continues: return nil
        case .tooSoon(let until, let last): return .tooSoon(until: until, last: last, sessions.last, at: given.at)
        }
    }

    /// Today for a treatment of `zones` of `patient`, with the earlier sessions that the records hold; blocks for the disk.
    ///
    /// - Throws: why it is not known.
    func screeningDay(for patient: String, zones: [Zone]) throws(RecordError) -> ScreeningDay {
        let given = try treatmentsGiven(to: patient)
        return ScreeningDay(now: given.at, zones: zones, after: CourseSession.sessions(of: given.all))
    }

    /// The course that a patient is in; blocks for the disk.
    ///
    /// - Throws: what of the parameters is wrong, or why the records do not tell.
    func course(_ parameters: GetCourseParameters) throws(VarlinkErrorReply) -> GetCourseReply {
        guard Patient.isName(parameters.patient) else { throw .invalidParameter("patient") }
        var policy = CoursePolicy.standard
        if let count = parameters.sessions {
            do throws(CourseError) {
                policy = try CoursePolicy(sessions: Int(clamping: count))
            } catch {
                throw .invalidParameter("sessions")
            }
        }
        let waits = try Course.Wait.read(parameters.waits ?? [])
        do throws(RecordError) {
            let given = try treatmentsGiven(to: parameters.patient)
            let sessions = CourseSession.sessions(of: given.all)
            let course = Course(sessions, by: policy, at: given.at, day: \.localDay)
            return GetCourseReply(
                course, all: sessions, of: parameters.patient, at: given.at, waits: waits,
                titrations: try titrationsGiven(to: parameters.patient))
        } catch {
            throw .plain("StorageFailed", "\(error)")
        }
    }
}

extension WallTime {
    /// The date of this moment on the workstation's calendar.
    var localDay: CalendarDay {
        let seconds = Int64((Double(millisecondsSince1970) / 1000).rounded(.down))
        let offset = TimeZone.current.secondsFromGMT(for: Date(timeIntervalSince1970: Double(seconds)))
        return CalendarDay(secondsSince1970: seconds + Int64(offset))
    }

    /// ISO 8601, UTC, with milliseconds.
    var text: String { Moment(wallMilliseconds: millisecondsSince1970, monotonic: .nanoseconds(0)).text }
}

extension Program {
    /// The places of the face that it treats.
    var treatedZones: [Zone] { zones.map(zone(at:)) }
}
