// How a Swift type becomes a JSON value by Codable, without Foundation: members keep the order in which the type
// encodes them, so that the text reads as the type is written.

extension JSONValue {
    /// Makes a JSON value of an `Encodable` type; optional fields that are `nil` are left out.
    ///
    /// - Throws: ``VarlinkError/cannotEncode(type:reason:)`` for infinities, NaN, integers beyond `Int64`, or whatever
    ///   the type's own `encode(to:)` throws.
    public init<Value: Encodable>(encoding value: Value) throws(VarlinkError) {
        let node = JSONNode()
        do {
            try JSONValueEncoder(node: node, codingPath: []).encode(value)
        } catch let error as EncodingError {
            switch error {
            case .invalidValue(_, let context):
                throw .cannotEncode(type: "\(Value.self)", reason: context.debugDescription)
            @unknown default:
                throw .cannotEncode(type: "\(Value.self)", reason: "\(error)")
            }
        } catch {
            throw .cannotEncode(type: "\(Value.self)", reason: "\(error)")
        }
        self = node.value
    }
}

extension JSONValue: Encodable {
    /// Puts the value as it is into a message of this module; another encoder is refused.
    public func encode(to encoder: any Encoder) throws {
        guard let encoder = encoder as? JSONValueEncoder else {
            let reason = "free-form JSON can only be written by this module's encoder"
            throw EncodingError.invalidValue(self, .init(codingPath: encoder.codingPath, debugDescription: reason))
        }
        encoder.node.content = .leaf(self)
    }
}

/// A value being built: containers are handed out before it is known what they will hold.
private final class JSONNode {
    enum Content {
        case leaf(JSONValue)
        case elements([JSONNode])
        case members([(key: String, node: JSONNode)])
    }

    var content: Content = .members([])

    var value: JSONValue {
        switch content {
        case .leaf(let value): return value
        case .elements(let nodes): return .array(nodes.map(\.value))
        case .members(let members):
            var object = JSONObject()
            for member in members { object[member.key] = member.node.value }
            return .object(object)
        }
    }

    func append() -> JSONNode {
        let node = JSONNode()
        var nodes: [JSONNode] = []
        if case .elements(let present) = content { nodes = present }
        content = .leaf(.null)  // the only other reference to the array, which would make appending copy it
        nodes.append(node)
        content = .elements(nodes)
        return node
    }

    func member(_ key: String) -> JSONNode {
        let node = JSONNode()
        var members: [(key: String, node: JSONNode)] = []
        if case .members(let present) = content { members = present }
        content = .leaf(.null)
        members.append((key, node))
        content = .members(members)
        return node
    }
}

private struct JSONValueEncoder: Encoder, SingleValueEncodingContainer {
    let node: JSONNode
    let codingPath: [any CodingKey]
    var userInfo: [CodingUserInfoKey: Any] { [:] }

    func encodeNil() { node.content = .leaf(.null) }

    func encode<Value: Encodable>(_ value: Value) throws {
        guard let leaf = value as? any JSONScalar else { return try value.encode(to: self) }
        guard let scalar = leaf.scalar else {
            let reason = "JSON cannot write \(value)"
            throw EncodingError.invalidValue(value, .init(codingPath: codingPath, debugDescription: reason))
        }
        node.content = .leaf(scalar)
    }

    func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedEncodingContainer<Key> {
        KeyedEncodingContainer(JSONKeyedEncoding(node: node, codingPath: codingPath))
    }

    func unkeyedContainer() -> any UnkeyedEncodingContainer {
        node.content = .elements([])
        return JSONUnkeyedEncoding(node: node, codingPath: codingPath)
    }

    func singleValueContainer() -> any SingleValueEncodingContainer { self }
}

private struct JSONKeyedEncoding<Key: CodingKey>: KeyedEncodingContainerProtocol {
    let node: JSONNode
    let codingPath: [any CodingKey]

    private func encoder(_ key: any CodingKey) -> JSONValueEncoder {
        JSONValueEncoder(node: node.member(key.stringValue), codingPath: codingPath + [key])
    }

    func encodeNil(forKey key: Key) { encoder(key).encodeNil() }

    func encode<Value: Encodable>(_ value: Value, forKey key: Key) throws { try encoder(key).encode(value) }

    func nestedContainer<Nested: CodingKey>(
        keyedBy type: Nested.Type, forKey key: Key
    ) -> KeyedEncodingContainer<Nested> {
        encoder(key).container(keyedBy: type)
    }

    func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedEncodingContainer { encoder(key).unkeyedContainer() }

    func superEncoder() -> any Encoder { encoder(JSONKey(stringValue: "super")) }

    func superEncoder(forKey key: Key) -> any Encoder { encoder(key) }
}

private struct JSONUnkeyedEncoding: UnkeyedEncodingContainer {
    let node: JSONNode
    let codingPath: [any CodingKey]
    private(set) var count = 0

    init(node: JSONNode, codingPath: [any CodingKey]) {
        self.node = node
        self.codingPath = codingPath
    }

    private mutating func encoder() -> JSONValueEncoder {
        defer { count += 1 }
        return JSONValueEncoder(node: node.append(), codingPath: codingPath + [JSONKey(intValue: count)])
    }

    mutating func encodeNil() { encoder().encodeNil() }

    mutating func encode<Value: Encodable>(_ value: Value) throws { try encoder().encode(value) }

    mutating func nestedContainer<Nested: CodingKey>(keyedBy type: Nested.Type) -> KeyedEncodingContainer<Nested> {
        encoder().container(keyedBy: type)
    }

    mutating func nestedUnkeyedContainer() -> any UnkeyedEncodingContainer { encoder().unkeyedContainer() }

    mutating func superEncoder() -> any Encoder { encoder() }
}
