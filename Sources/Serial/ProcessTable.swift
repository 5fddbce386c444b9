internal import Glibc

/// What `/proc` tells about the processes of this machine.
///
/// Whatever may not be read, or ended meanwhile, is left out.
enum ProcessTable {
    /// More of a small file under `/proc` is not read.
    private static let fileLimit = 1_024

    /// The number of this process.
    static var ownProcess: Int32 {
        getpid()
    }

    /// The numbers of all processes that are visible.
    static func processes() -> [Int32] {
        numbers(in: "/proc")
    }

    /// The open descriptors of a process.
    static func descriptors(of process: Int32) -> [Int32] {
        numbers(in: "/proc/\(process)/fd")
    }

    /// A path that leads to the file behind a process's descriptor.
    static func path(of descriptor: Int32, in process: Int32) -> String {
        "/proc/\(process)/fd/\(descriptor)"
    }

    /// The short name of a process, or empty.
    static func name(of process: Int32) -> String {
        text(at: "/proc/\(process)/comm").split(separator: "\n").first.map(String.init) ?? ""
    }

    /// The number of the pty whose master a process's descriptor is, or nil.
    static func terminalIndex(of descriptor: Int32, in process: Int32) -> UInt32? {
        for line in text(at: "/proc/\(process)/fdinfo/\(descriptor)").split(separator: "\n") {
            let parts = line.split(separator: "\t")
            if parts.count == 2, parts[0] == "tty-index:" { return UInt32(parts[1]) }
        }
        return nil
    }

    private static func numbers(in path: String) -> [Int32] {
        guard let directory = unsafe opendir(path) else { return [] }
        defer { unsafe closedir(directory) }
        var found: [Int32] = []
        while let entry = unsafe readdir(directory) {
            let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) { bytes in
                unsafe String(cString: UnsafeRawPointer(bytes).assumingMemoryBound(to: CChar.self))
            }
            if let number = Int32(name) { found.append(number) }
        }
        return found
    }

    private static func text(at path: String) -> String {
        let number = unsafe Glibc.open(path, O_RDONLY | O_CLOEXEC)
        guard number >= 0 else { return "" }
        let file = Descriptor(owning: number)
        return unsafe withUnsafeTemporaryAllocation(byteCount: fileLimit, alignment: 1) { buffer in
            let count = unsafe Glibc.read(file.number, buffer.baseAddress, buffer.count)
            return count <= 0 ? "" : unsafe String(decoding: buffer[..<count], as: UTF8.self)
        }
    }
}
