import ControlSocket
import Presentation
import Testing

@Suite struct `The end of a treatment` {
    private func endings(_ updates: [(state: String, result: String?)]) -> [Ending?] {
        var finder = EndingFinder()
        return updates.map { finder.take(Samples.status(state: $0.state, result: $0.result)) }
    }

    @Test(arguments: [("completed", Ending.completed), ("stopped", .stopped), ("tripped", .tripped)])
    func `is told once, by its result`(result: String, ending: Ending) {
        #expect(
            endings([("running", nil), ("cooldown", nil), ("finished", result), ("finished", result)])
                == [nil, nil, ending, nil])
    }

    @Test func `is a trip where it tripped, whatever the result`() {
        #expect(endings([("running", nil), ("stopping", nil), ("tripped", nil)]) == [nil, nil, .tripped])
        #expect(endings([("stopping", nil), ("outputUncertain", "stopped")]) == [nil, .outputUncertain])
    }

    @Test func `is told at once when it was before the watching`() {
        #expect(endings([("finished", "completed")]) == [.completed])
    }

    @Test(arguments: [
        "disconnected", "identifying", "selfTesting", "ready", "loaded", "contactCheck", "armed", "service",
    ])
    func `does not come before output was on`(state: String) {
        #expect(endings([(state, nil), (state, "stopped")]) == [nil, nil])
    }

    @Test func `is found when the update that said it was missed`() {
        #expect(endings([("running", nil), ("ready", "stopped"), ("ready", "stopped")]) == [nil, .stopped, nil])
        #expect(endings([("paused", nil), ("disconnected", nil)]) == [nil, .unknown(nil)])
    }

    @Test func `of a next treatment is told too`() {
        #expect(
            endings([("finished", "completed"), ("loaded", nil), ("running", nil), ("finished", "stopped")])
                == [.completed, nil, nil, .stopped])
    }

    @Test func `with a result that this program does not know is not taken for completion`() {
        #expect(
            endings([("finished", "improved"), ("running", nil), ("finished", nil)])
                == [.unknown("improved"), nil, .unknown(nil)])
    }
}
