import Glibc
import Synchronization

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

/// The names of those who asked before.
///
/// A name may come from a directory in the network, for which the system can take seconds: who stops does not wait for it.
final class UserNames: Sendable {
    private let known = Mutex<[UInt32: String]>([:])

    /// The name of `uid`, if somebody looked it up before.
    func cached(_ uid: UInt32) -> String? { known.withLock { $0[uid] } }

    /// Looks the name of `uid` up; may take as long as the system likes.
    func lookUp(_ uid: UInt32) -> String {
        if let name = cached(uid) { return name }
        let name = UserName.of(uid)
        known.withLock { $0[uid] = name }
        return name
    }
}
