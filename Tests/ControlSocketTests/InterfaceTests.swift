import ControlSocket
import Testing

@testable import Varlink

/// The interface's text is the contract; the table of methods and the types are held to it by machine.
@Suite struct `The interface and its types` {
    typealias Shape = InterfaceDescription.Shape

    /// A row of the client's table, its types forgotten.
    struct Row: Sendable, CustomTestStringConvertible {
        let name: String
        let examine: @Sendable (_ fills: Bool) throws -> Examined
        var testDescription: String { name }

        init<Parameters, Reply>(_ method: ControllerMethod<Parameters, Reply>) {
            name = method.name
            examine = { fills in
                let parameters = try ShapeProbe.examine(Parameters.self, fillsOptionals: fills)
                let reply = try ShapeProbe.examine(Reply.self, fillsOptionals: fills)
                return Examined(
                    parameters: parameters.shape, reply: reply.shape,
                    encodedParameters: try JSONObject(encoding: parameters.value),
                    encodedReply: try JSONObject(encoding: reply.value),
                    parametersAgain: try again(parameters.value), replyAgain: try again(reply.value))
            }
        }
    }

    struct Examined {
        let parameters: Shape
        let reply: Shape
        let encodedParameters: JSONObject
        let encodedReply: JSONObject
        let parametersAgain: JSONObject
        let replyAgain: JSONObject
    }

    static let rows = [
        Row(.getStatus), Row(.getTiming), Row(.watchStatus), Row(.approvePlan), Row(.loadPlan), Row(.arm), Row(.start),
        Row(.pause),
        Row(.resume),
        Row(.stop), Row(.acknowledgeTrip), Row(.reload), Row(.listRecords), Row(.getRecord), Row(.getCourse),
        Row(.titrate), Row(.markTitration), Row(.endTitration), Row(.setIntensity),
    ]

    let description: InterfaceDescription

    init() throws {
        description = try InterfaceDescription(parsing: ControllerInterface.description)
    }

    @Test func `the text parses and names the interface`() {
        #expect(description.name == ControllerInterface.name)
    }

    @Test func `the table has exactly the methods of the text`() {
        #expect(Self.rows.map(\.name) == description.methods.map(\.name))
    }

    @Test func `the kinds of refusal are exactly the errors of the text, each with a message`() {
        #expect(RefusalKind.allCases.map(\.rawValue) == description.errors.map(\.name))
        for error in description.errors {
            guard case .fields(let fields) = error.shape else {
                Issue.record("\(error.name) has no parameters")
                continue
            }
            #expect(fields.contains { $0.name == "message" && $0.shape == .string }, "\(error.name)")
        }
    }

    @Test(arguments: RefusalKind.allCases) func `a refusal is known by its full name and no other`(kind: RefusalKind) {
        #expect(RefusalKind(fullName: "io.myotherm.Controller.\(kind.rawValue)") == kind)
        #expect(RefusalKind(fullName: kind.rawValue) == nil)
        #expect(RefusalKind(fullName: "io.example.\(kind.rawValue)") == nil)
    }

    @Test(arguments: rows) func `members, their order, kinds and nullability are those of the text`(row: Row) throws {
        let method = try #require(description.method(row.name))
        let examined = try row.examine(true)
        #expect(examined.parameters == .fields(try method.parameters.map(writtenOut)))
        #expect(examined.reply == .fields(try method.reply.map(writtenOut)))
    }

    @Test(arguments: rows, [true, false])
    func `values that are encoded are as the text declares, full or empty`(row: Row, fills: Bool) throws {
        let examined = try row.examine(fills)
        #expect(description.faultyParameter(of: examined.encodedParameters, method: row.name) == nil)
        #expect(description.faultyField(of: examined.encodedReply, method: row.name) == nil)
    }

    @Test(arguments: rows, [true, false])
    func `values come back as they went`(row: Row, fills: Bool) throws {
        let examined = try row.examine(fills)
        #expect(examined.parametersAgain == examined.encodedParameters)
        #expect(examined.replyAgain == examined.encodedReply)
        #expect(examined.parametersAgain.members.map(\.key) == examined.encodedParameters.members.map(\.key))
    }

    @Test func `the problem of a plan is as the text declares it`() throws {
        let declared = try #require(description.types.first { $0.name == "PlanProblem" })
        #expect(try ShapeProbe.examine(PlanProblem.self).shape == writtenOut(declared.shape))
    }

    @Test func `a member that differs in name, kind or nullability is seen`() throws {
        struct Wrong: Codable { var token: String?, validMilliseconds: Int64 }
        let wrong = try ShapeProbe.examine(Wrong.self).shape
        #expect(
            wrong
                == .fields([
                    .init(name: "token", shape: .optional(.string)), .init(name: "validMilliseconds", shape: .int),
                ]))
        let arm = try #require(description.method("Arm"))
        #expect(wrong != .fields(try arm.reply.map(writtenOut)))
    }

    private func writtenOut(_ field: InterfaceDescription.Field) throws -> InterfaceDescription.Field {
        .init(name: field.name, shape: try writtenOut(field.shape))
    }

    private func writtenOut(_ shape: Shape) throws -> Shape {
        switch shape {
        case .named(let name):
            return try writtenOut(try #require(description.types.first { $0.name == name }).shape)
        case .optional(let wrapped): return .optional(try writtenOut(wrapped))
        case .array(let element): return .array(try writtenOut(element))
        case .dictionary(let element): return .dictionary(try writtenOut(element))
        case .fields(let fields): return .fields(try fields.map(writtenOut))
        case .bool, .int, .float, .string, .object, .words: return shape
        }
    }
}

/// The value decoded from its own JSON text and encoded once more.
private func again<Value: Codable>(_ value: Value) throws -> JSONObject {
    let text = JSONValue.object(try JSONObject(encoding: value)).text
    return try JSONObject(encoding: try JSONValue(parsing: text).decoded(as: Value.self))
}
