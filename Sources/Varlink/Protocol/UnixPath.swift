internal import NIOCore

/// Where a service is, as people write it: `unix:/run/x/y`, with options after a `;` that only other programs use, or
/// the bare path.
///
/// Abstract sockets (`@…`) have no owner and no mode and are not for this house.
public enum UnixPath {
    /// The bytes that fit a socket's address beside the NUL that ends them.
    public static let maximumBytes = 107

    /// The path out of an address.
    ///
    /// - Throws: ``VarlinkError/badSocketPath(path:reason:)``.
    public static func parse(_ address: String) throws(VarlinkError) -> String {
        var path = Substring(address)
        if path.hasPrefix("unix:") {
            path = path.dropFirst("unix:".count).prefix { $0 != ";" }
        }
        try check(String(path))
        return String(path)
    }

    static func check(_ path: String) throws(VarlinkError) {
        let reason: String? =
            if path.isEmpty {
                "it is empty"
            } else if path.hasPrefix("@") {
                "abstract sockets have no owner and no mode: give a file's path"
            } else if path.utf8.contains(0) {
                "it contains a NUL"
            } else if path.utf8.count > maximumBytes {
                "it has \(path.utf8.count) bytes, and \(maximumBytes) is the most: choose a shorter directory"
            } else {
                nil
            }
        if let reason { throw .badSocketPath(path: path, reason: reason) }
    }

    static func address(of path: String) throws(VarlinkError) -> SocketAddress {
        try check(path)
        do {
            return try SocketAddress(unixDomainSocketPath: path)
        } catch {
            throw .badSocketPath(path: path, reason: "\(error)")
        }
    }
}
