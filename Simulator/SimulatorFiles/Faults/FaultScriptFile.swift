import PlanFiles
public import World

/// Fault scripts: what breaks, and when, as YAML.
///
/// ```yaml
/// faults:
///   - at: run+20 s          # 20 s after the device first ran a program; without run+: after it started
///     for: 5 s              # else for ever
///     zone: 1
///     contact: open
///   - {at: 2 min, button: held}
/// random:                   # further faults, which a seed determines
///   seed: 7
///   count: 10
///   from: 5 s               # after the first run; else at once
///   until: 60 s
/// ```
///
/// An entry of `faults` has the parts of a fault's text on a command line, each as a key with its value, so that there is
/// one vocabulary: `TimedFault.init(text:)`. The text's rules are those of plan files, with room for longer lists.
public enum FaultScriptFile {
    /// As for plans, with a bracket for each of a few hundred faults.
    static let limits = TextLimits(bytes: 65_536, lineLength: 200, brackets: 512)

    /// The script in the file at `path`.
    ///
    /// - Throws: everything that is wrong with the file, or why it cannot be read.
    public static func read(path: String) throws(SimulatorFileError) -> FaultScript {
        try parse(bytes: WrittenFile.bytes(path: path, within: limits), fileName: path)
    }

    /// The script that `text` says; `fileName` is what messages call it.
    ///
    /// - Throws: everything that is wrong with the text.
    public static func parse(text: String, fileName: String) throws(SimulatorFileError) -> FaultScript {
        try parse(bytes: Array(text.utf8), fileName: fileName)
    }

    private static func parse(bytes: [UInt8], fileName: String) throws(SimulatorFileError) -> FaultScript {
        try WrittenFile.value(of: bytes, fileName: fileName, within: limits) { reader, root in
            reader.faultScript(root)
        }
    }
}
