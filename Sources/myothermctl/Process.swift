import ControlSocket
import Glibc
import Treatment

/// What this process has from the system: its environment, its user, its files.
enum Process {
    /// The value of a variable of the environment.
    static func variable(_ name: String) -> String? {
        guard let value = unsafe getenv(name) else { return nil }
        return unsafe String(cString: value)
    }

    /// Whether this user may connect to the socket at a path, which takes the right to write.
    static func access(_ path: String) -> ControllerAddress.Access {
        if unsafe Glibc.access(path, W_OK) == 0 { return .open }
        return errno == EACCES ? .denied : .absent
    }

    /// Today, where this machine stands.
    static var today: CalendarDay {
        var now = time(nil)
        var local = unsafe tm()
        if unsafe (localtime_r(&now, &local) != nil),
            let day = unsafe CalendarDay(
                year: Int(local.tm_year) + 1900, month: Int(local.tm_mon) + 1, day: Int(local.tm_mday))
        {
            return day
        }
        return CalendarDay(secondsSince1970: Int64(now))
    }

    /// The time, in UTC, such as `20261123T120000Z`.
    static var utcStamp: String {
        var seconds = time(nil)
        var parts = unsafe tm()
        guard unsafe gmtime_r(&seconds, &parts) != nil else { return "19700101T000000Z" }
        func two(_ number: Int32) -> String { String("\(100 + number)".suffix(2)) }
        return unsafe "\(parts.tm_year + 1900)\(two(parts.tm_mon + 1))\(two(parts.tm_mday))"
            + "T\(two(parts.tm_hour))\(two(parts.tm_min))\(two(parts.tm_sec))Z"
    }

    /// The name under which the account database knows the user who runs this; the number where it knows none.
    static var loginName: String {
        let user = getuid()
        var entry = unsafe passwd()
        var found: UnsafeMutablePointer<passwd>?
        var text = [CChar](repeating: 0, count: 16_384)
        guard unsafe getpwuid_r(user, &entry, &text, text.count, &found) == 0, unsafe found != nil,
            let name = unsafe entry.pw_name
        else { return "uid \(user)" }
        return unsafe String(cString: name)
    }
}
