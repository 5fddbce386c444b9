import Glibc
import Oracle

/// The file with the oracle's report: always a whole one, because each takes the place of the last by a rename.
struct OracleFile {
    private let path: String

    /// The file at `path`, which is written later.
    ///
    /// A file of an earlier run goes at once, so that whoever finds one has this run's; and whether one can be written
    /// is known before anybody relies on it.
    init(path: String) throws(SimulatorError) {
        self.path = path
        try replace(with: "")
        guard unsafe unlink(path) == 0 else { throw .oracle(path: path, errno: errno) }
    }

    /// Writes the report, and says so.
    func write(_ report: OracleReport) throws(SimulatorError) {
        try replace(with: report.json() + "\n")
        Notice.print("wrote \(path)")
    }

    private func replace(with text: String) throws(SimulatorError) {
        let passing = "\(path).\(getpid())"
        let error = OracleFile.make(passing, holding: text)
        guard error == 0 else { throw .oracle(path: path, errno: error) }
        guard unsafe rename(passing, path) == 0 else {
            let error = errno
            _ = unsafe unlink(passing)
            throw .oracle(path: path, errno: error)
        }
    }

    /// Makes a file and gives 0, or makes none and gives the errno.
    private static func make(_ path: String, holding text: String) -> Int32 {
        let file = unsafe open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
        guard file >= 0 else { return errno }
        var error: Int32 = 0
        let bytes = Array(text.utf8)
        var written = 0
        while written < bytes.count, error == 0 {
            let count = unsafe bytes.withUnsafeBytes {
                unsafe Glibc.write(file, $0.baseAddress?.advanced(by: written), $0.count - written)
            }
            if count >= 0 { written += count } else if errno != EINTR { error = errno }
        }
        if close(file) != 0, error == 0 { error = errno }
        if error != 0 { _ = unsafe unlink(path) }
        return error
    }
}
