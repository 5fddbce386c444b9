import Testing
import Units
import Wire

@Suite struct StopRunTests {
    private let run = [UInt8](repeating: 0, count: Protocol.stopRunSent)

    private func frame(_ opcode: Opcode, _ seed: UInt64) -> [UInt8] {
        var random = RandomStream(seed: seed)
        return Line.randomFrame(opcode, &random)
    }

    @Test(arguments: Line.opcodes)
    func `a STOP run is seen at every position of a frame`(_ opcode: Opcode) {
        let cut = frame(opcode, 1)
        let behind = frame(.stop, 2)
        for position in 0...cut.count {
            let received = Line.receive(Array(cut[..<position]) + run + behind)
            #expect(received.stops == 1)
            #expect(received.headers.last?.opcode == .stop)
        }
    }

    @Test func `four zero bytes are a STOP and three are not`() {
        #expect(Line.receive([0, 0, 0]).stops == 0)
        #expect(Line.receive([0, 0, 0, 0]).stops == 1)
        #expect(Line.receive([0, 0, 0, 5, 0]).stops == 0)
    }

    @Test func `a delimiter counts as the first zero of a run`() {
        let received = Line.receive(frame(.lease, 3) + [0, 0, 0])
        #expect(received.stops == 1)
        #expect(received.headers.count == 1)
    }

    @Test func `a run of any length is one STOP`() {
        for length in 4...200 { #expect(Line.receive(Array(repeating: 0, count: length)).stops == 1) }
    }

    @Test func `a run with damaged bytes in it is still a STOP`() {
        for first in 0..<32 {
            for second in first..<32 {
                var damaged = run
                damaged[first] = 0x10
                damaged[second] = 0x80
                #expect(Line.receive(damaged).stops >= 1)
            }
        }
    }

    @Test func `no frame holds a zero byte before its delimiter`() {
        var random = RandomStream(seed: 4)
        for opcode in Line.opcodes {
            for _ in 0..<300 {
                let line = Line.randomFrame(opcode, &random)
                #expect(line.last == 0)
                #expect(!line.dropLast().contains(0))
                #expect(line.count >= 13)
            }
        }
    }

    @Test func `no stream of frames holds a STOP run`() {
        var random = RandomStream(seed: 5)
        var received = Received()
        for _ in 0..<20_000 {
            for byte in Line.randomFrame(random.one(of: Line.opcodes), &random) { received.push(byte, seed: Line.seed) }
        }
        #expect(received.stops == 0)
        #expect(received.headers.count == 20_000)
    }
}
