/// An interface that a server offers: its text, and the code behind every method of it.
public struct VarlinkInterface: Sendable {
    /// The text as written, comments and all: what introspection returns.
    public let text: String
    /// The text as parsed.
    public let description: InterfaceDescription
    private let methods: [String: VarlinkMethod]

    /// Joins the text of an interface with its methods.
    ///
    /// - Throws: ``VarlinkError/badInterface(line:column:reason:)`` when the text is not valid, and
    ///   ``VarlinkError/interfaceMismatch(interface:reason:)`` when a method is declared and not registered (register
    ///   it as not implemented, then), registered and not declared, or registered twice.
    public init(text: String, methods: [VarlinkMethod]) throws(VarlinkError) {
        let description = try InterfaceDescription(parsing: text)
        var byName: [String: VarlinkMethod] = [:]
        for method in methods {
            guard description.method(method.name) != nil else {
                throw .interfaceMismatch(interface: description.name, reason: "'\(method.name)' is not declared")
            }
            guard byName.updateValue(method, forKey: method.name) == nil else {
                throw .interfaceMismatch(interface: description.name, reason: "'\(method.name)' is registered twice")
            }
        }
        if let missing = description.methods.first(where: { byName[$0.name] == nil }) {
            throw .interfaceMismatch(interface: description.name, reason: "'\(missing.name)' is not registered")
        }
        self.text = text
        self.description = description
        self.methods = byName
    }

    /// The registered method of that name.
    func method(_ name: String) -> VarlinkMethod? { methods[name] }
}
