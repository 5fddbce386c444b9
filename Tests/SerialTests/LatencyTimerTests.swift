import Foundation
import Testing

@testable import Serial

/// A bridge's timer under a device tree made of plain files, which take whatever is written.
@Suite struct `The latency timer of a bridge` {
    private let line = LineIdentity(
        resolvedPath: "/dev/ttyUSB0", major: 188, minor: 3, fileSystem: 0, fileNumber: 0)

    private func tree(_ value: String?, isWritable: Bool = true) throws -> String {
        let root = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
        let device = root.appendingPathComponent("dev/char/188:3/device")
        try FileManager.default.createDirectory(at: device, withIntermediateDirectories: true)
        guard let value else { return root.path }
        let file = device.appendingPathComponent("latency_timer")
        if isWritable {
            try Data("\(value)\n".utf8).write(to: file)
        } else {
            // What root may write too: a link into the kernel's own read-only tree.
            try FileManager.default.createSymbolicLink(
                atPath: file.path, withDestinationPath: "/proc/sys/kernel/ngroups_max")
        }
        return root.path
    }

    @Test(arguments: ["16", "1"])
    func `is set to its shortest and read back`(value: String) throws {
        let root = try tree(value)
        defer { try? FileManager.default.removeItem(atPath: root) }
        #expect(LatencyTimer.shorten(of: line, system: root) == LatencyTimer(milliseconds: 1))
    }

    @Test func `that may not be written is told as it is`() throws {
        let root = try tree("", isWritable: false)
        defer { try? FileManager.default.removeItem(atPath: root) }
        let timer = try #require(LatencyTimer.shorten(of: line, system: root))
        #expect(!timer.isShortest && timer.milliseconds == 65_536)
    }

    @Test(arguments: [nil, "soon", ""])
    func `is none where the driver has none, or says no number`(value: String?) throws {
        let root = try tree(value)
        defer { try? FileManager.default.removeItem(atPath: root) }
        #expect(LatencyTimer.shorten(of: line, system: root) == nil)
    }
}
