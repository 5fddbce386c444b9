@testable import Varlink

/// Asks a type, by decoding it, for its members and their kinds, and makes a value of it on the way.
///
/// Every member gets a value of its own, so that two members that are mixed up do not look alike.
final class ShapeProbe {
    typealias Shape = InterfaceDescription.Shape

    /// Whether members that may be absent are present in the value.
    let fillsOptionals: Bool
    private var count: Int64 = 0

    init(fillsOptionals: Bool) {
        self.fillsOptionals = fillsOptionals
    }

    /// The type's shape in the words of an interface, named types written out, and a value.
    static func examine<Value: Decodable>(
        _ type: Value.Type, fillsOptionals: Bool = true
    ) throws -> (shape: Shape, value: Value) {
        try ProbeNode(probe: ShapeProbe(fillsOptionals: fillsOptionals)).shape(of: type)
    }

    fileprivate func number() -> Int64 {
        count += 1
        return count
    }
}

/// One place in the value: as a decoder.
private final class ProbeNode: Decoder {
    let probe: ShapeProbe
    var fields: [(name: String, shape: InterfaceDescription.Shape)] = []
    var element: InterfaceDescription.Shape?
    let codingPath: [any CodingKey] = []
    let userInfo: [CodingUserInfoKey: Any] = [:]

    init(probe: ShapeProbe) {
        self.probe = probe
    }

    struct NotSupported: Error {}

    func container<Key: CodingKey>(keyedBy type: Key.Type) throws -> KeyedDecodingContainer<Key> {
        KeyedDecodingContainer(ProbeMembers<Key>(node: self))
    }

    func unkeyedContainer() throws -> any UnkeyedDecodingContainer { ProbeElements(node: self) }

    func singleValueContainer() throws -> any SingleValueDecodingContainer { throw NotSupported() }

    /// The shape of a type, and a value of it.
    func shape<Value: Decodable>(of type: Value.Type) throws -> (InterfaceDescription.Shape, Value) {
        let number = probe.number()
        let known: (InterfaceDescription.Shape, Any)? =
            switch type {
            case is String.Type: (.string, "text \(number)")
            case is Int64.Type: (.int, number)
            case is Bool.Type: (.bool, true)
            case is JSONValue.Type: (.object, ["number": .integer(number)] as JSONValue)
            default: nil
            }
        if let known {
            guard let value = known.1 as? Value else { throw NotSupported() }
            return (known.0, value)
        }
        let node = ProbeNode(probe: probe)
        let value = try Value(from: node)
        if let element = node.element { return (.array(element), value) }
        return (.fields(node.fields.map { .init(name: $0.name, shape: $0.shape) }), value)
    }
}

private struct ProbeMembers<Key: CodingKey>: KeyedDecodingContainerProtocol {
    let node: ProbeNode
    let codingPath: [any CodingKey] = []
    var allKeys: [Key] { [] }

    func contains(_ key: Key) -> Bool { true }
    func decodeNil(forKey key: Key) throws -> Bool { throw ProbeNode.NotSupported() }

    func decode<Value: Decodable>(_ type: Value.Type, forKey key: Key) throws -> Value { try required(type, key) }

    func decodeIfPresent<Value: Decodable>(_ type: Value.Type, forKey key: Key) throws -> Value? {
        try optional(type, key)
    }

    // The protocol has one requirement for each scalar; without these its own versions would be taken, which look for
    // null first.
    func decodeIfPresent(_ type: String.Type, forKey key: Key) throws -> String? { try optional(type, key) }
    func decodeIfPresent(_ type: Int64.Type, forKey key: Key) throws -> Int64? { try optional(type, key) }
    func decodeIfPresent(_ type: Bool.Type, forKey key: Key) throws -> Bool? { try optional(type, key) }
    func decode(_ type: String.Type, forKey key: Key) throws -> String { try required(type, key) }
    func decode(_ type: Int64.Type, forKey key: Key) throws -> Int64 { try required(type, key) }
    func decode(_ type: Bool.Type, forKey key: Key) throws -> Bool { try required(type, key) }

    private func optional<Value: Decodable>(_ type: Value.Type, _ key: Key) throws -> Value? {
        let (shape, value) = try node.shape(of: type)
        node.fields.append((key.stringValue, .optional(shape)))
        return node.probe.fillsOptionals ? value : nil
    }

    private func required<Value: Decodable>(_ type: Value.Type, _ key: Key) throws -> Value {
        let (shape, value) = try node.shape(of: type)
        node.fields.append((key.stringValue, shape))
        return value
    }

    func nestedContainer<Nested: CodingKey>(
        keyedBy type: Nested.Type, forKey key: Key
    ) throws -> KeyedDecodingContainer<Nested> { throw ProbeNode.NotSupported() }
    func nestedUnkeyedContainer(forKey key: Key) throws -> any UnkeyedDecodingContainer {
        throw ProbeNode.NotSupported()
    }
    func superDecoder() throws -> any Decoder { throw ProbeNode.NotSupported() }
    func superDecoder(forKey key: Key) throws -> any Decoder { throw ProbeNode.NotSupported() }
}

/// Two elements in every array.
private struct ProbeElements: UnkeyedDecodingContainer {
    let node: ProbeNode
    let codingPath: [any CodingKey] = []
    let count: Int? = 2
    var currentIndex = 0
    var isAtEnd: Bool { currentIndex == 2 }

    mutating func decodeNil() throws -> Bool { false }

    mutating func decode<Value: Decodable>(_ type: Value.Type) throws -> Value {
        currentIndex += 1
        let (shape, value) = try node.shape(of: type)
        node.element = shape
        return value
    }

    mutating func nestedContainer<Nested: CodingKey>(
        keyedBy type: Nested.Type
    ) throws -> KeyedDecodingContainer<Nested> { throw ProbeNode.NotSupported() }
    mutating func nestedUnkeyedContainer() throws -> any UnkeyedDecodingContainer { throw ProbeNode.NotSupported() }
    mutating func superDecoder() throws -> any Decoder { throw ProbeNode.NotSupported() }
}
