internal import Glibc

extension Adjustment {
    /// Reads the result of a `CLinux` call: 0, or a negated errno.
    init(result: Int32) {
        switch -result {
        case 0: self = .applied
        // What drivers without the operation answer; which of them depends on the driver.
        case ENOTTY, EINVAL, EOPNOTSUPP: self = .unsupported
        case let error: self = .refused(errno: error)
        }
    }
}
