internal import NIOCore
internal import NIOPosix

/// The threads that all servers and clients of the process share.
///
/// They are never ended: a handler may answer, and a program may call, at any moment after a close, and a loop that is
/// gone would swallow that where a closed channel refuses it. Two, so that one long message does not keep a Stop on
/// another connection waiting.
enum EventLoops {
    static let shared = MultiThreadedEventLoopGroup(numberOfThreads: 2)

    /// Done when every loop has done what it had to do by now.
    static func turn(endingOn eventLoop: any EventLoop) -> EventLoopFuture<Void> {
        EventLoopFuture.andAllComplete(shared.makeIterator().map { $0.submit {} }, on: eventLoop)
    }
}
