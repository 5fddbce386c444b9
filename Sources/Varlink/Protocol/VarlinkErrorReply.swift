/// An error as the protocol carries it: a full name and parameters.
///
/// What a handler throws, and what a client receives.
public struct VarlinkErrorReply: Error, Sendable, Equatable {
    /// Interface and error, as `io.example.Thing.NotToday`.
    public let name: String
    /// The error's parameters, as the interface declares them.
    public let parameters: JSONObject

    /// Makes an error reply of its full name and its parameters.
    public init(name: String, parameters: JSONObject = JSONObject()) {
        self.name = name
        self.parameters = parameters
    }

    /// Makes an error reply of its full name and a type that encodes to an object.
    ///
    /// - Throws: ``VarlinkError/cannotEncode(type:reason:)``.
    public init(name: String, encoding parameters: some Encodable) throws(VarlinkError) {
        self.init(name: name, parameters: try JSONObject(encoding: parameters))
    }

    private init(service error: String, _ key: String? = nil, _ value: String = "") {
        var parameters = JSONObject()
        if let key { parameters[key] = .string(value) }
        self.init(name: "org.varlink.service.\(error)", parameters: parameters)
    }

    /// No such interface here.
    public static func interfaceNotFound(_ interface: String) -> Self {
        Self(service: "InterfaceNotFound", "interface", interface)
    }

    /// The interface has no such method.
    ///
    /// `method` is its full name.
    public static func methodNotFound(_ method: String) -> Self { Self(service: "MethodNotFound", "method", method) }

    /// The interface has this method, but this service does not do it.
    ///
    /// `method` is its full name.
    public static func methodNotImplemented(_ method: String) -> Self {
        Self(service: "MethodNotImplemented", "method", method)
    }

    /// A parameter is missing, unknown, of the wrong type or out of range.
    ///
    /// `parameter` is its path, as `zones[1].name`.
    public static func invalidParameter(_ parameter: String) -> Self {
        Self(service: "InvalidParameter", "parameter", parameter)
    }

    /// The method streams, and was called without `more`.
    public static var expectedMore: Self { Self(service: "ExpectedMore") }

    /// This caller may not do this.
    public static var permissionDenied: Self { Self(service: "PermissionDenied") }
}

extension VarlinkErrorReply: CustomStringConvertible {
    /// Name and parameters, as `io.example.Thing.NotToday {"until":"Monday"}`.
    public var description: String {
        parameters.isEmpty ? name : "\(name) \(JSONValue.object(parameters).text)"
    }
}

extension JSONObject {
    /// Makes an object of a type that encodes to one.
    ///
    /// - Throws: ``VarlinkError/cannotEncode(type:reason:)``, also when the type encodes to anything but an object.
    public init<Value: Encodable>(encoding value: Value) throws(VarlinkError) {
        guard case .object(let object) = try JSONValue(encoding: value) else {
            throw .cannotEncode(type: "\(Value.self)", reason: "it does not encode to an object")
        }
        self = object
    }
}
