/// A reply as it travels: `{"parameters": {…}, "continues": true}` or `{"error": "io.example.Thing.No", …}`.
struct ReplyMessage: Equatable {
    var parameters = JSONObject()
    /// More replies to the same call follow.
    var continues = false
    /// The full name of an error; the parameters are the error's then.
    var error: String?

    /// The message without its NUL.
    var json: JSONValue {
        var object = JSONObject()
        if let error { object["error"] = .string(error) }
        object["parameters"] = .object(parameters)
        if continues { object["continues"] = true }
        return .object(object)
    }

    init(parameters: JSONObject, continues: Bool) {
        self.parameters = parameters
        self.continues = continues
    }

    init(error: VarlinkErrorReply) {
        self.parameters = error.parameters
        self.error = error.name
    }

    /// Reads a reply; `parameters` may be missing or null, as some servers leave empty ones out.
    ///
    /// - Throws: ``VarlinkError/notAReply(reason:)``.
    init(json: JSONValue) throws(VarlinkError) {
        guard let object = json.object else { throw .notAReply(reason: "it is \(json.kind)") }
        switch object["parameters"] {
        case .none, .some(.null): break
        case .some(.object(let parameters)): self.parameters = parameters
        case .some: throw .notAReply(reason: "'parameters' is no object")
        }
        switch object["continues"] {
        case .none, .some(.null): break
        case .some(.bool(let continues)): self.continues = continues
        case .some: throw .notAReply(reason: "'continues' is no boolean")
        }
        switch object["error"] {
        case .none, .some(.null): break
        case .some(.string(let name)): error = name
        case .some: throw .notAReply(reason: "'error' is no string")
        }
        if error != nil && continues { throw .notAReply(reason: "an error that continues") }
    }
}
