internal import Glibc

extension VarlinkError {
    /// What an errno of connect(2) means to the person who wanted to connect.
    static func connecting(path: String, code: Int32) -> VarlinkError {
        switch code {
        case ENOENT, ENOTDIR: .socketNotFound(path: path)
        case ECONNREFUSED: .connectionRefused(path: path)
        case EACCES, EPERM: .permissionDenied(path: path)
        case EAGAIN: .serverBusy(path: path)
        default: .system(call: "connect", path: path, code: code)
        }
    }
}
