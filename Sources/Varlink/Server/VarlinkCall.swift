/// Who is at the other end of a connection, as the kernel recorded it when the peer connected (SO_PEERCRED).
///
/// `gid` is the primary group only. Who may connect at all is decided by the mode and group of the socket file; these
/// numbers are for the audit trail. Under `PrivateUsers=` of systemd the uid reads as 65534.
public struct VarlinkPeer: Sendable, Hashable {
    /// The process that connected; it may have handed its connection on or be gone.
    public let pid: Int32
    /// The effective user at the time of connecting.
    public let uid: UInt32
    /// The effective primary group at the time of connecting.
    public let gid: UInt32
}

/// A call that passed every check of the protocol and of the interface, on its way to its handler.
public struct VarlinkCall: Sendable {
    /// The full name of the method, as `io.example.Thing.Do`.
    public let method: String
    /// The parameters; they agree with the interface's text.
    public let parameters: JSONObject
    /// True when the caller takes several replies; always true for a method that was registered as streaming.
    public let more: Bool
    /// True when the caller wants no reply; whatever is answered goes nowhere.
    public let oneway: Bool
    /// Who calls.
    public let peer: VarlinkPeer
    /// The name under which the server listens on the socket that the peer connected to.
    public let socket: String
    /// The connection's number, unique as long as the server lives.
    public let connection: UInt64

    /// The parameters as a type of the handler's.
    ///
    /// - Throws: `InvalidParameter` with the path of the field that does not fit, to be thrown on by the handler.
    public func parameters<Value: Decodable>(as type: Value.Type = Value.self) throws(VarlinkErrorReply) -> Value {
        do throws(VarlinkError) {
            return try JSONValue.object(parameters).decoded(as: type)
        } catch {
            guard case .unexpectedField(let path, _) = error else { throw .invalidParameter("parameters") }
            throw .invalidParameter(path.isEmpty ? "parameters" : path)
        }
    }
}
