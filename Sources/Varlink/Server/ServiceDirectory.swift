/// What a service says of itself to whoever asks.
public struct VarlinkServiceIdentity: Sendable, Equatable {
    /// Who makes it.
    public var vendor: String
    /// What it is.
    public var product: String
    /// The version of the package.
    public var version: String
    /// Where to read more.
    public var url: String

    /// Makes an identity of its four texts.
    public init(vendor: String, product: String, version: String, url: String) {
        self.vendor = vendor
        self.product = product
        self.version = version
        self.url = url
    }
}

/// The interfaces of a service, and among them the one that every service has: `org.varlink.service`.
///
/// Introspection is answered on every connection and before any right is checked: clients ask for the description of an
/// interface before they call anything on it.
struct ServiceDirectory: Sendable {
    static let serviceInterface = "org.varlink.service"

    private static let serviceText = """
        # The Varlink Service Interface is provided by every varlink service. It
        # describes the service and the interfaces it implements.
        interface org.varlink.service

        # Get a list of all the interfaces a service provides and information
        # about the implementation.
        method GetInfo() -> (
          vendor: string,
          product: string,
          version: string,
          url: string,
          interfaces: []string
        )

        # Get the description of an interface that is implemented by this service.
        method GetInterfaceDescription(interface: string) -> (description: string)

        # The requested interface was not found.
        error InterfaceNotFound (interface: string)

        # The requested method was not found
        error MethodNotFound (method: string)

        # The interface defines the requested method, but the service does not
        # implement it.
        error MethodNotImplemented (method: string)

        # One of the passed parameters is invalid.
        error InvalidParameter (parameter: string)

        # Client is denied access
        error PermissionDenied ()

        # Method is expected to be called with 'more' set to true, but wasn't
        error ExpectedMore ()

        """

    private let interfaces: [String: VarlinkInterface]

    init(identity: VarlinkServiceIdentity, interfaces: [VarlinkInterface]) throws(VarlinkError) {
        let names = [Self.serviceInterface] + interfaces.map(\.description.name)
        var texts = [Self.serviceInterface: Self.serviceText]
        var byName: [String: VarlinkInterface] = [:]
        for interface in interfaces {
            let name = interface.description.name
            guard texts.updateValue(interface.text, forKey: name) == nil else {
                throw .interfaceMismatch(interface: name, reason: "it is registered twice")
            }
            byName[name] = interface
        }
        byName[Self.serviceInterface] = try Self.service(identity: identity, names: names, texts: texts)
        self.interfaces = byName
    }

    private static func service(
        identity: VarlinkServiceIdentity, names: [String], texts: [String: String]
    ) throws(VarlinkError) -> VarlinkInterface {
        var info = JSONObject()
        info["vendor"] = .string(identity.vendor)
        info["product"] = .string(identity.product)
        info["version"] = .string(identity.version)
        info["url"] = .string(identity.url)
        info["interfaces"] = .array(names.map { .string($0) })
        return try VarlinkInterface(
            text: serviceText,
            methods: [
                .callback("GetInfo", isUrgent: true) { [info] _, reply in _ = reply.succeed(info) },
                .callback("GetInterfaceDescription", isUrgent: true) { call, reply in
                    let name = call.parameters["interface"]?.string ?? ""
                    guard let text = texts[name] else {
                        reply.fail(.interfaceNotFound(name))
                        return
                    }
                    var description = JSONObject()
                    description["description"] = .string(text)
                    reply.succeed(description)
                },
            ])
    }

    /// The method that a call is for, once the call is as the interface wants it.
    func resolve(_ call: CallMessage) throws(VarlinkErrorReply) -> VarlinkMethod {
        guard !call.interface.isEmpty, !call.member.isEmpty else { throw .invalidParameter("method") }
        guard let interface = interfaces[call.interface] else { throw .interfaceNotFound(call.interface) }
        guard let method = interface.method(call.member) else { throw .methodNotFound(call.method) }
        if method.isStreaming && !call.more { throw .expectedMore }
        if let path = interface.description.faultyParameter(of: call.parameters, method: call.member) {
            throw .invalidParameter(path)
        }
        return method
    }
}
