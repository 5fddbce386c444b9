import ControlSocket
import Testing

@testable import Presentation

@Suite struct `Watching a titration` {
    private func endings(_ states: String..., result: String? = nil) -> [Ending?] {
        var finder = EndingFinder()
        return states.map { finder.take(Samples.status(state: $0, result: result)) }
    }

    @Test func `does not end with it, and ends with the treatment that follows`() {
        let found = endings(
            "loaded", "armed", "titrating", "stopping", "loaded", "contactCheck", "running", "cooldown", "finished",
            result: "completed")
        #expect(found.dropLast().allSatisfy { $0 == nil })
        #expect(found.last == .completed)
    }

    @Test func `ends when it is stopped, or trips`() {
        #expect(endings("titrating", "stopping", "finished", result: "stopped").last == .stopped)
        #expect(endings("titrating", "stopping", "tripped").last == .tripped)
        #expect(endings("titrating", "outputUncertain").last == .outputUncertain)
    }
}
