extension InterfaceDescription {
    /// The path of the first parameter of a call that is not as declared, or `nil` when all are.
    ///
    /// A parameter that the interface does not know is a fault, too: a misspelt optional one would be ignored otherwise.
    public func faultyParameter(of parameters: JSONObject, method name: String) -> String? {
        guard let method = method(name) else { return name }
        return fault(in: parameters, as: method.parameters, at: "")
    }

    /// The path of the first field of a reply that is not as declared, or `nil` when all are.
    ///
    /// For tests of servers.
    public func faultyField(of reply: JSONObject, method name: String) -> String? {
        guard let method = method(name) else { return name }
        return fault(in: reply, as: method.reply, at: "")
    }

    /// The path of the first parameter of an error that is not as declared (the error's name when that is not declared
    /// here), or `nil` when all are.
    ///
    /// For tests of servers.
    public func faultyField(of error: VarlinkErrorReply) -> String? {
        guard let declaration = errors.first(where: { "\(name).\($0.name)" == error.name }) else { return error.name }
        return fault(in: .object(error.parameters), as: declaration.shape, at: "")
    }

    private func fault(in object: JSONObject, as fields: [Field], at path: String) -> String? {
        let prefix = path.isEmpty ? "" : "\(path)."
        for member in object.members where !fields.contains(where: { $0.name == member.key }) {
            return prefix + member.key
        }
        for field in fields {
            let value = object[field.name] ?? .null
            if let fault = fault(in: value, as: field.shape, at: prefix + field.name) { return fault }
        }
        return nil
    }

    // The recursion ends with the value's nesting, which the parser bounds: a named type or an optional is looked
    // through at most once per level, as `??` is refused and a name stands for a structure or an enumeration.
    private func fault(in value: JSONValue, as shape: Shape, at path: String) -> String? {
        switch (shape, value) {
        case (.bool, .bool), (.int, .integer), (.float, .double), (.float, .integer), (.string, .string),
            (.object, .object), (.optional, .null):
            return nil
        case (.optional(let wrapped), _):
            return fault(in: value, as: wrapped, at: path)
        case (.named(let name), _):
            guard let declaration = types.first(where: { $0.name == name }) else { return path }
            return fault(in: value, as: declaration.shape, at: path)
        case (.array(let element), .array(let elements)):
            for (index, item) in elements.enumerated() {
                if let fault = fault(in: item, as: element, at: "\(path)[\(index)]") { return fault }
            }
            return nil
        case (.dictionary(let element), .object(let object)):
            for member in object.members {
                if let fault = fault(in: member.value, as: element, at: "\(path).\(member.key)") { return fault }
            }
            return nil
        case (.fields(let fields), .object(let object)):
            return fault(in: object, as: fields, at: path)
        case (.words(let words), .string(let word)):
            return words.contains(word) ? nil : path
        case (.bool, _), (.int, _), (.float, _), (.string, _), (.object, _), (.array, _), (.dictionary, _),
            (.fields, _), (.words, _):
            return path
        }
    }
}
