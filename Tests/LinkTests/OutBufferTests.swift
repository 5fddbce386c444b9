import Testing
import Units
import Wire

@testable import Link

struct OutBufferTests {
    func frame(_ content: [UInt8]) -> FrameBuffer {
        var frame = FrameBuffer()
        for byte in content { frame.append(byte) }
        return frame
    }

    @Test func `bytes come out as they went in, in any cut`() {
        var buffer = OutBuffer()
        var stream = RandomStream(seed: 5)
        var expected: [UInt8] = []
        var taken: [UInt8] = []
        for turn in 0..<5000 {
            let content = (0..<Int(stream.next(in: 1...60))).map { UInt8(truncatingIfNeeded: turn &+ $0) }
            if buffer.count + content.count <= OutBuffer.capacity {
                buffer.append(frame(content))
                expected += content
            }
            let bytes = Bench.pending(buffer).prefix(Int(stream.next(in: 0...80)))
            taken += bytes
            buffer.removeFirst(bytes.count)
        }
        taken += Bench.drain(&buffer)
        #expect(taken == expected)
        #expect(buffer.overflows == 0)
        #expect(expected.count > 100_000)
    }

    @Test func `a frame that finds no room is counted, and no part of it waits`() {
        var buffer = OutBuffer()
        for _ in 0..<8 { buffer.append(frame(Array(repeating: 1, count: 128))) }
        #expect(buffer.count == OutBuffer.capacity)
        buffer.append(frame([9]))
        #expect(buffer.overflows == 1)
        #expect(buffer.count == OutBuffer.capacity)
        buffer.removeFirst(1)
        buffer.append(frame([9]))
        #expect(buffer.overflows == 1)
        #expect(Bench.pending(buffer).last == 9)
    }

    @Test func `taking out more than waits, or less than nothing, takes what there is`() {
        var buffer = OutBuffer()
        buffer.append(frame([1, 2, 3]))
        buffer.removeFirst(-5)
        #expect(buffer.count == 3)
        buffer.removeFirst(1)
        buffer.removeFirst(.max)
        #expect(buffer.count == 0)
        buffer.append(frame([4]))
        #expect(Bench.pending(buffer) == [4])
    }

    @Test func `a stop has room in a full buffer`() {
        var host = HostEndpoint(hostInstance: 1)
        while host.out.overflows == 0 { host.hello(at: .zero) }
        host.stop(at: .zero)
        #expect(host.out.count == Protocol.stopRunSent + 17)
        #expect(host.out.overflows == 1)
    }
}
