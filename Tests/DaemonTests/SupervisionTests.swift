import Synchronization
import Testing

@testable import Daemon

/// Signs of life for the service manager.
@Suite struct `The supervision` {
    private final class Told: Sendable {
        let count = Atomic(0)
    }

    @Test func `tells of life only after the loop has answered what it was asked last`() {
        let told = Told()
        let supervision = Supervision { told.count.add(1, ordering: .relaxed) }
        supervision.beat {}
        let begin = told.count.load(ordering: .relaxed)
        supervision.beat {}
        supervision.beat {}
        #expect(told.count.load(ordering: .relaxed) == begin)
        supervision.answer()
        supervision.beat {}
        #expect(told.count.load(ordering: .relaxed) == begin + 1)
        supervision.beat {}
        #expect(told.count.load(ordering: .relaxed) == begin + 1)
    }
}

/// How the daemon ended last.
@Suite struct `The last end` {
    @Test func `is nothing where the service manager said nothing`() {
        #expect(LastEnd(environment: ["EXIT_STATUS": "0"]) == nil)
    }

    @Test func `is kept until it is told, and a good end does not hide a bad one`() throws {
        let directory = try Scratch()
        #expect(LastEnd.read(in: directory.path) == nil)
        let bitten = try #require(LastEnd(environment: ["SERVICE_RESULT": "watchdog", "EXIT_STATUS": "ABRT"]))
        try bitten.write(in: directory.path)
        try #require(LastEnd(environment: ["SERVICE_RESULT": "success"])).write(in: directory.path)
        #expect(LastEnd.read(in: directory.path) == bitten)
        #expect(bitten.sentence.contains("watchdog"))
        LastEnd.forget(in: directory.path)
        #expect(LastEnd.read(in: directory.path) == nil)
    }

    @Test func `that cannot be read is none`() throws {
        let directory = try Scratch()
        try directory.write("no key\nresult\n=\n", to: LastEnd.fileName)
        #expect(LastEnd.read(in: directory.path) == nil)
    }
}
