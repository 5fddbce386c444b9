import Glibc

/// A system call that was refused.
public struct SystemRefusal: Error, Equatable, Sendable {
    /// What was attempted.
    public let operation: String
    /// Why not.
    public let errno: Int32

    /// A value of these fields.
    public init(operation: String, errno: Int32) {
        self.operation = operation
        self.errno = errno
    }

    /// What the system calls the error.
    static func words(_ errno: Int32) -> String {
        // The reentrant form: two threads may ask at once.
        unsafe withUnsafeTemporaryAllocation(of: CChar.self, capacity: 128) { buffer in
            guard let start = buffer.baseAddress, unsafe strerror_r(errno, start, buffer.count) == 0 else {
                return "error \(errno)"
            }
            return unsafe String(cString: start)
        }
    }
}
