internal import Glibc

/// The names behind user and group numbers, for messages.
package enum Account {
    /// Bytes for one entry of the account databases.
    ///
    /// A group with thousands of members may be longer: then its number stands for its name.
    private static let entryLimit = 16_384

    /// The name of a user, or the number where there is none.
    static func userName(_ number: uid_t) -> String {
        let name = unsafe withUnsafeTemporaryAllocation(of: CChar.self, capacity: entryLimit) { text in
            var entry = unsafe passwd()
            var found: UnsafeMutablePointer<passwd>? = nil
            guard let start = text.baseAddress,
                unsafe getpwuid_r(number, &entry, start, text.count, &found) == 0,
                unsafe found != nil, let name = unsafe entry.pw_name
            else { return String?.none }
            return unsafe String(cString: name)
        }
        return name ?? String(number)
    }

    /// The name of a group, or the number where there is none.
    package static func groupName(_ number: UInt32) -> String {
        let name = unsafe withUnsafeTemporaryAllocation(of: CChar.self, capacity: entryLimit) { text in
            var entry = unsafe group()
            var found: UnsafeMutablePointer<group>? = nil
            guard let start = text.baseAddress,
                unsafe getgrgid_r(number, &entry, start, text.count, &found) == 0,
                unsafe found != nil, let name = unsafe entry.gr_name
            else { return String?.none }
            return unsafe String(cString: name)
        }
        return name ?? String(number)
    }
}
