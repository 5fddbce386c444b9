import Glibc

/// Where the programs under test are.
enum Programs {
    /// The directory of the daemon, the tool and the simulator; nil where one of them is missing.
    static let directory: String? = {
        guard let directory = variable("MYOTHERM_BIN") else { return nil }
        let names = ["myothermd", "myothermctl", "myotherm-sim"]
        return names.allSatisfy { canRun("\(directory)/\($0)") } ? directory : nil
    }()

    /// A python that has the PyPI module `varlink`.
    static let python: String? = variable("MYOTHERM_PYTHON").flatMap { canRun($0) ? $0 : nil }

    /// A script beside these tests; nil when it is not there.
    static func script(_ name: String) -> String? {
        // `#filePath` is this file, one folder further down.
        let folder = "\(#filePath)".split(separator: "/").dropLast(2).reduce("") { "\($0)/\($1)" }
        let path = "\(folder)/\(name)"
        return unsafe access(path, R_OK) == 0 ? path : nil
    }

    /// A file of the project's examples; nil when it is not there.
    static func example(_ name: String) -> String? {
        let root = "\(#filePath)".split(separator: "/").dropLast(4).reduce("") { "\($0)/\($1)" }
        let path = "\(root)/examples/\(name)"
        return unsafe access(path, R_OK) == 0 ? path : nil
    }

    private static func variable(_ name: String) -> String? {
        guard let value = unsafe getenv(name) else { return nil }
        return unsafe String(cString: value)
    }

    private static func canRun(_ path: String) -> Bool { unsafe access(path, X_OK) == 0 }
}
