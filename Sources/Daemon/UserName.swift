import Glibc

/// The login name of a user.
enum UserName {
    /// The name of `uid`, or its number when the system knows none.
    static func of(_ uid: UInt32) -> String {
        var entry = unsafe passwd()
        var buffer = [CChar](repeating: 0, count: 4096)
        return unsafe buffer.withUnsafeMutableBufferPointer { space in
            var result: UnsafeMutablePointer<passwd>?
            guard let base = space.baseAddress, unsafe getpwuid_r(uid, &entry, base, space.count, &result) == 0,
                unsafe result != nil
            else { return "uid \(uid)" }
            return unsafe String(cString: entry.pw_name)
        }
    }
}
