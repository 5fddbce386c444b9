/// An interface as its text declares it: types, methods and errors.
///
/// The text is what clients are given by introspection; this is what the server and the tests check messages against.
public struct InterfaceDescription: Sendable, Equatable {
    /// A type expression.
    public indirect enum Shape: Sendable, Equatable {
        /// `bool`
        case bool
        /// `int`
        case int
        /// `float`
        case float
        /// `string`
        case string
        /// `object`: JSON of any form.
        case object
        /// A type that the interface declares by name.
        case named(String)
        /// `?T`: absent, null, or a T.
        case optional(Shape)
        /// `[]T`
        case array(Shape)
        /// `[string]T`
        case dictionary(Shape)
        /// `(a: T, b: U)`
        case fields([Field])
        /// `(a, b)`: one of these words.
        case words([String])
    }

    /// One field of a structure.
    public struct Field: Sendable, Equatable {
        /// The field's name.
        public let name: String
        /// The field's type.
        public let shape: Shape
    }

    /// A method's two structures.
    public struct Method: Sendable, Equatable {
        /// The method's name without the interface.
        public let name: String
        /// What a call carries.
        public let parameters: [Field]
        /// What a reply carries.
        public let reply: [Field]
    }

    /// A named type or an error.
    public struct Declaration: Sendable, Equatable {
        /// The name without the interface.
        public let name: String
        /// The type, or the parameters of the error.
        public let shape: Shape
    }

    /// The interface's name, as `io.example.Thing`.
    public internal(set) var name = ""
    /// The methods in the order of the text.
    public internal(set) var methods: [Method] = []
    /// The named types in the order of the text.
    public internal(set) var types: [Declaration] = []
    /// The errors in the order of the text.
    public internal(set) var errors: [Declaration] = []

    /// The method of that name.
    public func method(_ name: String) -> Method? { methods.first { $0.name == name } }
}
