/// A call as it travels: `{"method": "io.example.Thing.Do", "parameters": {…}, "more": true}`.
struct CallMessage: Equatable {
    /// Interface and method, joined by the last dot.
    var method: String
    var parameters = JSONObject()
    /// The caller takes several replies.
    var more = false
    /// The caller wants no reply at all.
    var oneway = false

    /// The name of the interface; empty when the method has no dot.
    var interface: String { method.lastIndex(of: ".").map { String(method[..<$0]) } ?? "" }

    /// The name of the method within its interface.
    var member: String { method.lastIndex(of: ".").map { String(method[method.index(after: $0)...]) } ?? method }
}

extension CallMessage {
    /// The message without its NUL.
    ///
    /// Flags that are false are left out.
    var json: JSONValue {
        var object = JSONObject()
        object["method"] = .string(method)
        object["parameters"] = .object(parameters)
        if more { object["more"] = true }
        if oneway { object["oneway"] = true }
        return .object(object)
    }

    /// Reads a call out of a JSON value.
    ///
    /// `parameters` may be missing, null or empty and a flag may be written out as false or null: clients differ.
    /// Members that this version of the protocol does not know are passed over, as later versions may add some.
    ///
    /// - Throws: `InvalidParameter` with the name of the member that makes this no call.
    init(json: JSONValue) throws(VarlinkErrorReply) {
        guard let object = json.object else { throw .invalidParameter("method") }
        guard let method = object["method"]?.string, !method.isEmpty else { throw .invalidParameter("method") }
        self.init(method: method)
        switch object["parameters"] {
        case .none, .some(.null): break
        case .some(.object(let parameters)): self.parameters = parameters
        case .some: throw .invalidParameter("parameters")
        }
        more = try Self.flag("more", of: object)
        oneway = try Self.flag("oneway", of: object)
        // Nobody could tell whether to wait for the replies of such a call.
        if more && oneway { throw .invalidParameter("oneway") }
        // There is no other protocol that this connection could be handed to.
        if try Self.flag("upgrade", of: object) { throw .invalidParameter("upgrade") }
    }

    private static func flag(_ name: String, of object: JSONObject) throws(VarlinkErrorReply) -> Bool {
        switch object[name] {
        case .none, .some(.null): false
        case .some(.bool(let flag)): flag
        case .some: throw .invalidParameter(name)
        }
    }
}
