import ArgumentParser
import Glibc
import World

/// The other build of this program, in which the host has no interlocks.
enum Unguarded {
    /// Goes on in the build that `mode` needs: returns in the right one, and never comes back from the wrong one.
    static func continueElsewhere(for mode: CampaignMode) throws {
        guard mode.needsHost != Guarding.hostHasInterlocks else { return }
        guard Guarding.hostHasInterlocks else {
            throw ValidationError("This build is without the host's interlocks: mode \(mode) is for the other one.")
        }
        let path = try ownFolder() + "/../../unguarded/.build/release/myotherm-campaign"
        var arguments: [UnsafeMutablePointer<CChar>?] = unsafe CommandLine.arguments.map { unsafe strdup($0) }
        unsafe arguments.append(nil)
        unsafe execv(path, &arguments)
        throw ValidationError(
            "Mode \(mode) needs the build without the host's interlocks, and \(path) cannot be run: make unguarded"
        )
    }

    /// The folder that this program lies in.
    private static func ownFolder() throws -> String {
        var buffer = [UInt8](repeating: 0, count: 4096)
        let length = unsafe buffer.withUnsafeMutableBytes { bytes -> Int in
            guard let start = bytes.baseAddress else { return 0 }
            return unsafe readlink("/proc/self/exe", start.assumingMemoryBound(to: CChar.self), bytes.count)
        }
        guard length > 0 else { throw ValidationError("The program cannot tell where it lies.") }
        let path = String(decoding: buffer[..<length], as: UTF8.self)
        guard let slash = path.lastIndex(of: "/") else { return "." }
        return String(path[..<slash])
    }
}
