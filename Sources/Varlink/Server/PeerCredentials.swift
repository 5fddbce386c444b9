internal import Glibc
internal import NIOCore

/// Asks the kernel who connected.
enum PeerCredentials {
    /// `struct ucred` of unix(7): pid, uid and gid, four bytes each.
    ///
    /// The overlay of Glibc does not have the type.
    private typealias Words = InlineArray<3, UInt32>

    /// - Returns: The peer; fails when the kernel does not tell, which closes the connection.
    static func read(from channel: any Channel) -> EventLoopFuture<VarlinkPeer> {
        guard let socket = channel as? any SocketOptionProvider else {
            return channel.eventLoop.makeFailedFuture(ChannelError.operationUnsupported)
        }
        let words: EventLoopFuture<Words> = socket.unsafeGetSocketOption(
            level: .socket, name: NIOBSDSocket.Option(rawValue: SO_PEERCRED))
        return words.map { VarlinkPeer(pid: Int32(bitPattern: $0[0]), uid: $0[1], gid: $0[2]) }
    }
}
