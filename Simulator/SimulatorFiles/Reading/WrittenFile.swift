import PlanFiles

/// The common way of the simulator's files: bytes, a tree of text, a value, and all problems together.
enum WrittenFile {
    /// The bytes of the file at `path`.
    static func bytes(path: String, within limits: TextLimits) throws(SimulatorFileError) -> [UInt8] {
        do throws(PlanFileError) {
            return try RegularFile.content(of: path, atMost: limits.bytes)
        } catch {
            throw SimulatorFileError(error, limit: limits.bytes)
        }
    }

    /// What `read` makes of the tree of `bytes`.
    ///
    /// - Parameter read: gives nil only where it has reported a problem.
    static func value<Value>(
        of bytes: [UInt8], fileName: String, within limits: TextLimits, style: NumberStyle = .decimal,
        read: (inout TreeReader, PlanText) -> Value?
    ) throws(SimulatorFileError) -> Value {
        let root: PlanText
        do throws(PlanFileError) {
            root = try PlanText.parse(bytes: bytes, fileName: fileName, within: limits)
        } catch {
            throw SimulatorFileError(error, limit: limits.bytes)
        }
        var reader = TreeReader(style: style)
        let value = read(&reader, root)
        guard let value, reader.problems.isEmpty else {
            throw .refused(Problem.sorted(reader.problems, in: fileName))
        }
        return value
    }
}
