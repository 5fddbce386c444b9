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
        supervision.beat {}
        #expect(told.count.load(ordering: .relaxed) == 0)
        supervision.answer()
        supervision.beat {}
        #expect(told.count.load(ordering: .relaxed) == 1)
        supervision.beat {}
        #expect(told.count.load(ordering: .relaxed) == 1)
    }
}

/// How the daemon ended before.
@Suite struct `The last end` {
    @Test func `is nothing where the service manager said nothing`() {
        #expect(LastEnd(environment: ["EXIT_STATUS": "0"], isZero: true) == nil)
    }

    @Test func `is kept with those before it, and a good end hides none`() throws {
        let directory = try Scratch()
        #expect(LastEnd.read(in: directory.path) == [])
        let bitten = try #require(
            LastEnd(environment: ["SERVICE_RESULT": "watchdog", "EXIT_STATUS": "ABRT"], isZero: true))
        try bitten.write(in: directory.path)
        try #require(LastEnd(environment: ["SERVICE_RESULT": "success"], isZero: true)).write(in: directory.path)
        let silent = try #require(LastEnd(environment: ["SERVICE_RESULT": "success"], isZero: false))
        try silent.write(in: directory.path)
        #expect(LastEnd.read(in: directory.path) == [bitten, silent])
        #expect(bitten.sentence.contains("watchdog") && !bitten.sentence.contains("zero"))
        #expect(silent.sentence.contains("not seen to be at zero"))
        LastEnd.forget(in: directory.path)
        #expect(LastEnd.read(in: directory.path) == [])
    }

    @Test func `that cannot be read is none`() throws {
        let directory = try Scratch()
        try directory.write("no key\nresult\n=\na b c d\n", to: LastEnd.fileName)
        #expect(LastEnd.read(in: directory.path) == [])
    }

    @Test func `takes no words that would be more than one`() throws {
        let end = try #require(
            LastEnd(environment: ["SERVICE_RESULT": "a b\nc", "EXIT_STATUS": "x y"], isZero: true))
        #expect(end.result == "abc" && end.status == "xy")
    }
}
