import Foundation
import SimulatorFiles

/// The folder of example files.
enum Examples {
    static func path(_ name: String) -> String {
        URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
            .appending(path: "examples/\(name)").path
    }

    static func text(_ name: String) throws -> String {
        try String(contentsOf: URL(filePath: path(name)), encoding: .utf8)
    }

    /// The names of all files in one of its folders.
    static func names(in folder: String) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: path(folder)).sorted()
    }
}

/// The lines that something is refused with; empty when it is accepted.
func refusal<Value>(_ read: () throws(SimulatorFileError) -> Value) -> [String] {
    do throws(SimulatorFileError) {
        _ = try read()
        return []
    } catch {
        return error.message.split(separator: "\n").map(String.init)
    }
}
