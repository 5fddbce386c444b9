/// The members of a JSON object, in the order in which they were written.
///
/// The order is kept for the people who read the text; two objects with the same members in another order are equal.
/// A look-up walks the members: objects of this protocol have a handful of them, and ``VarlinkLimits`` bounds the rest.
public struct JSONObject: Sendable {
    /// One named value.
    public struct Member: Sendable, Equatable {
        /// The name; no two members of an object share it.
        public let key: String
        /// The value.
        public internal(set) var value: JSONValue
    }

    /// The members in order.
    public private(set) var members: [Member] = []

    /// Makes an object without members.
    public init() {}

    /// Makes an object of members that are known to have distinct keys.
    init(distinct members: [Member]) {
        self.members = members
    }

    /// True when there are no members.
    public var isEmpty: Bool { members.isEmpty }

    /// Reads the member of that name, replaces it in place, appends it, or with `nil` removes it.
    public subscript(key: String) -> JSONValue? {
        get { members.first { $0.key == key }?.value }
        set {
            let index = members.firstIndex { $0.key == key }
            switch (index, newValue) {
            case (.some(let index), .some(let value)): members[index].value = value
            case (.some(let index), .none): members.remove(at: index)
            case (.none, .some(let value)): members.append(Member(key: key, value: value))
            case (.none, .none): break
            }
        }
    }
}

extension JSONObject: Equatable {
    /// True when both have the same members, in whatever order.
    public static func == (left: JSONObject, right: JSONObject) -> Bool {
        left.members.count == right.members.count
            && left.members.allSatisfy { right[$0.key] == $0.value }
    }
}

extension JSONObject: ExpressibleByDictionaryLiteral {
    /// Makes an object; a key written twice is a mistake in the program and traps.
    public init(dictionaryLiteral elements: (String, JSONValue)...) {
        for (key, value) in elements {
            precondition(self[key] == nil, "a JSON object literal names a key twice")
            self[key] = value
        }
    }
}
