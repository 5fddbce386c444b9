/// One method of an interface, joined with the code that answers it.
///
/// Callbacks run on the server's event loop, which serves other connections, too: they hand the work on and return.
/// Asynchronous bodies run as tasks and may take their time. Either way the next call of the same connection waits for
/// the reply, and no other connection does.
public struct VarlinkMethod: Sendable {
    /// Answers a call through the reply it is given, now or later.
    public typealias Callback = @Sendable (VarlinkCall, VarlinkReply) -> Void

    /// The name without the interface.
    public let name: String
    /// True when the method is answered even on a connection for which there was no ordinary place left.
    public let isUrgent: Bool
    /// True when the method sends several replies and must be called with `more`.
    public let isStreaming: Bool
    let callback: Callback

    private init(name: String, isUrgent: Bool, isStreaming: Bool, callback: @escaping Callback) {
        self.name = name
        self.isUrgent = isUrgent
        self.isStreaming = isStreaming
        self.callback = callback
    }

    /// A method that is answered once, through the reply.
    public static func callback(_ name: String, isUrgent: Bool = false, _ body: @escaping Callback) -> VarlinkMethod {
        VarlinkMethod(name: name, isUrgent: isUrgent, isStreaming: false, callback: body)
    }

    /// A method that sends several replies; a call without `more` is answered by `ExpectedMore` before it gets here.
    public static func streaming(_ name: String, _ body: @escaping Callback) -> VarlinkMethod {
        VarlinkMethod(name: name, isUrgent: false, isStreaming: true, callback: body)
    }

    /// A method that is answered once, by an asynchronous body.
    ///
    /// The task is not cancelled when the caller leaves: what was begun on a device is not given up half way because a
    /// console died.
    public static func asynchronous(
        _ name: String, isUrgent: Bool = false,
        _ body: @escaping @Sendable (VarlinkCall) async throws(VarlinkErrorReply) -> JSONObject
    ) -> VarlinkMethod {
        .callback(name, isUrgent: isUrgent) { call, reply in
            Task {
                do throws(VarlinkErrorReply) {
                    reply.succeed(try await body(call))
                } catch {
                    reply.fail(error)
                }
            }
        }
    }

    /// A method that is answered once, with parameters and reply as types that encode to objects.
    ///
    /// A reply that cannot be encoded is a mistake of the server: it is reported, and the connection is closed.
    public static func typed<Parameters: Decodable & Sendable, Reply: Encodable & Sendable>(
        _ name: String, isUrgent: Bool = false,
        _ body: @escaping @Sendable (Parameters, VarlinkCall) async throws(VarlinkErrorReply) -> Reply
    ) -> VarlinkMethod {
        .callback(name, isUrgent: isUrgent) { call, reply in
            Task {
                do throws(VarlinkErrorReply) {
                    reply.succeed(encoding: try await body(try call.parameters(), call))
                } catch {
                    reply.fail(error)
                }
            }
        }
    }

    /// The same method behind a rule: a call that `rule` refuses is answered with its error, and reaches nothing else.
    public func behind(_ rule: @escaping @Sendable (VarlinkCall) throws(VarlinkErrorReply) -> Void) -> VarlinkMethod {
        VarlinkMethod(name: name, isUrgent: isUrgent, isStreaming: isStreaming) { [callback] call, reply in
            do throws(VarlinkErrorReply) {
                try rule(call)
            } catch {
                reply.fail(error)
                return
            }
            callback(call, reply)
        }
    }

    /// A method that the interface has and this service does not do: calls get `MethodNotImplemented`.
    public static func notImplemented(_ name: String) -> VarlinkMethod {
        .callback(name) { call, reply in _ = reply.fail(.methodNotImplemented(call.method)) }
    }
}
