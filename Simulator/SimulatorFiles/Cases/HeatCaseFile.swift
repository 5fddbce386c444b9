import PlanFiles
public import Verification

/// Heat case files: any heat problem in one dimension as YAML, or JSON, with written units.
///
/// ```yaml
/// name: flux into skin
/// layers:
///   - {name: skin, thickness: semi-infinite, conductivity: 0.372 W/m/K, density: 1109 kg/m³, heatCapacity: 3390.5 J/kg/K}
/// top: {flux: 1000 W/m²}
/// bottom: insulated
/// initial: 0 °C
/// times: [10 s, 60 s, 300 s]
/// depths: [0 mm]
/// ```
///
/// Numbers may have a power of ten (`1e-7`), and units any usual form (`W/(m·K)`, `W/m/K`, `W/mK`). What may change with
/// time (boundary values, sources) is one number or a course:
///
/// - `{points: [[0 s, 24 °C], [60 s, 30 °C]]}`: straight lines; two points of one time are a jump;
/// - `{mean: 24 °C, amplitude: 5 K, period: 60 s, phase: 90 °}`: a sine; `frequency` instead of `period`, no `phase` is 0;
/// - `{initial: 24 °C, final: 30 °C, timeConstant: 60 s}`: an exponential approach.
///
/// The other rules of the text are those of plan files, with room for tables.
public enum HeatCaseFile {
    /// A table of some hundred values in JSON, on as many lines or on one.
    static let limits = TextLimits(bytes: 262_144, lineLength: 262_144, brackets: 4096)

    /// The case in the file at `path`.
    ///
    /// - Throws: everything that is wrong with the file, or why it cannot be read.
    public static func read(path: String) throws(SimulatorFileError) -> HeatCase {
        try parse(bytes: WrittenFile.bytes(path: path, within: limits), fileName: path)
    }

    /// The case that `text` says; `fileName` is what messages call it.
    ///
    /// - Throws: everything that is wrong with the text.
    public static func parse(text: String, fileName: String) throws(SimulatorFileError) -> HeatCase {
        try parse(bytes: Array(text.utf8), fileName: fileName)
    }

    private static func parse(bytes: [UInt8], fileName: String) throws(SimulatorFileError) -> HeatCase {
        try WrittenFile.value(of: bytes, fileName: fileName, within: limits, style: .scientific) { reader, root in
            reader.heatCase(root)
        }
    }
}
