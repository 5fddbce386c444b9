import Foundation
import PlanFiles
import Testing
import Treatment

@testable import Daemon

/// Where the key for seals comes from, and which keys are none.
@Suite struct `The key for seals` {
    private let scratch: Scratch
    private let digits = String(repeating: "0123456789abcdef", count: 4)

    init() throws { scratch = try Scratch() }

    private func file(_ text: String, mode: Int = 0o600, name: String = "key") throws -> String {
        try scratch.write(text, to: name)
        let path = "\(scratch.path)/\(name)"
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
        return path
    }

    private func problem(_ path: String?, credentials: String? = nil) -> String {
        do throws(SealKeyFile.Problem) {
            _ = try SealKeyFile.read(path: path, credentials: credentials)
            return ""
        } catch {
            return error.sentence
        }
    }

    @Test(arguments: [0o600, 0o400]) func `is a file for its owner alone`(mode: Int) throws {
        #expect(problem(try file(digits + "\n", mode: mode)) == "")
    }

    @Test(arguments: [0o644, 0o640, 0o604, 0o660, 0o610, 0o602])
    func `is refused when others can do anything with its file`(mode: Int) throws {
        let path = try file(digits, mode: mode)
        let words = problem(path)
        #expect(words.hasPrefix(path) && words.contains("0\(String(mode, radix: 8))") && words.contains("chmod 0600"))
    }

    @Test func `has at least 32 bytes`() throws {
        #expect(problem(try file(String(repeating: "k", count: 32))) == "")
        #expect(problem(try file(String(repeating: "k", count: 31))).contains("has 31 bytes, and a key has 32 to 4096"))
        #expect(problem(try file("")).contains("has 0 bytes"))
        #expect(problem(try file(String(repeating: "k", count: 4096))) == "")
        #expect(problem(try file(String(repeating: "k", count: 4097))).contains("4096"))
        #expect(problem(try file(String(repeating: "k", count: 9000))).contains("is larger than 4096 bytes"))
    }

    @Test func `is no folder, and not nothing`() throws {
        #expect(problem(scratch.path).contains("is no regular file"))
        #expect(problem("\(scratch.path)/none").contains("No such file"))
        #expect(problem(nil).contains("--seal-key"))
    }

    @Test func `comes from the service manager where no file is named, whatever its mode there`() throws {
        _ = try file(digits, mode: 0o440, name: "seal.key")
        #expect(problem(nil, credentials: scratch.path) == "")
        #expect(problem("\(scratch.path)/none", credentials: scratch.path).contains("/none"))
        #expect(problem(nil, credentials: "\(scratch.path)/nowhere").contains("/nowhere/seal.key"))
    }
}
