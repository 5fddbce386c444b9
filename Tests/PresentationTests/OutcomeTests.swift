import ControlSocket
import Presentation
import Testing
import Varlink

@Suite struct `The outcome of a command` {
    private func status(of kind: RefusalKind, state: String? = nil) -> Outcome {
        var parameters: JSONObject = ["message": "no"]
        if let state { parameters["state"] = .string(state) }
        return Outcome(.refused(kind, VarlinkErrorReply(name: kind.fullName, parameters: parameters)))
    }

    @Test func `has the documented exit codes`() {
        #expect(Outcome.allCases.map(\.rawValue) == [0, 1, 2, 3, 4, 5, 6, 7])
        #expect(
            Outcome.allCases == [
                .done, .failed, .nothingToDo, .notConnected, .notPermitted, .forbidden, .tripped, .stopped,
            ])
    }

    @Test func `of every refusal is the one of this table`() {
        let table: [RefusalKind: Outcome] = [
            .wrongState: .forbidden, .noDevice: .forbidden, .deviceRefused: .forbidden, .invalidPlan: .failed,
            .limitExceeded: .failed, .doseSpent: .failed, .notApproved: .notPermitted, .notTitrated: .forbidden,
            .signatureMismatch: .notPermitted, .otherPatient: .notPermitted,
            .otherApproval: .notPermitted, .approvalExpired: .notPermitted, .screeningRefused: .forbidden,
            .invalidAssessment: .failed, .invalidAcceptance: .failed,
            .noSealKey: .notPermitted, .invalidName: .failed, .notReady: .forbidden,
            .timerLate: .forbidden, .lineTooSlow: .forbidden,
            .interlock: .forbidden, .tooSoon: .forbidden,
            .staleToken: .forbidden, .commandRefused: .failed, .storageFailed: .failed, .noSuchRecord: .failed,
            .nothingToAcknowledge: .nothingToDo, .busy: .forbidden,
            .stopped: .stopped, .notPermitted: .notPermitted, .configurationRefused: .failed,
        ]
        for kind in RefusalKind.allCases { #expect(status(of: kind) == table[kind], "\(kind)") }
    }

    @Test(arguments: ["tripped", "outputUncertain"])
    func `tells a trip from other states that forbid`(state: String) {
        #expect(status(of: .wrongState, state: state) == .tripped)
        #expect(status(of: .busy, state: state) == .forbidden)
        #expect(status(of: .wrongState, state: "armed") == .forbidden)
    }

    @Test func `of calls that brought no answer`() {
        #expect(Outcome(.notConnected(.socketNotFound(path: "/a"))) == .notConnected)
        #expect(Outcome(.noAnswer(.connectionClosed(method: "a"))) == .notConnected)
        #expect(Outcome(.notPermitted("no")) == .notPermitted)
        #expect(Outcome(.invalidParameter("token")) == .failed)
        #expect(Outcome(.otherRefusal(.expectedMore)) == .failed)
        #expect(Outcome(.misunderstanding(method: "a", .notAReply(reason: "b"))) == .failed)
        #expect(Outcome(.cancelled(method: "a")) == .failed)
    }

    @Test func `says how a treatment ended`() {
        #expect(Outcome(.completed) == .done)
        #expect(Outcome(.stopped) == .stopped)
        #expect(Outcome(.tripped) == .tripped)
        #expect(Outcome(.interrupted) == .tripped)
        #expect(Outcome(.outputUncertain) == .tripped)
        #expect(Outcome(.unknown("new")) == .failed)
    }
}
