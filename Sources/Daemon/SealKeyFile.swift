import Foundation
import PlanFiles

/// Where the daemon's key for seals lies.
enum SealKeyFile {
    /// Why there is no key, in a sentence.
    struct Problem: Error, Equatable, Sendable {
        let sentence: String
    }

    /// The credential's name, as the unit has it.
    static let credential = "seal.key"

    /// The key in the file at `path`, else in the service manager's credential.
    ///
    /// A file has to be closed to everybody but its owner, who is this user or root. A credential is the service manager's:
    /// its folder is closed to others, and its owner and mode are systemd's affair.
    ///
    /// - Parameter credentials: The folder of the credentials (`$CREDENTIALS_DIRECTORY`); nil without a service manager.
    /// - Throws: why there is none.
    static func read(path: String?, credentials: String?) throws(Problem) -> SealKey {
        let isCredential = path == nil
        guard let file = path ?? credentials.map({ "\($0)/\(credential)" }) else {
            throw Problem(
                sentence: "no key for seals was given (say it with --seal-key FILE, or 'seal-key' in the configuration)"
            )
        }
        let content: [UInt8]
        do throws(PlanFileError) {
            content = try RegularFile.content(
                of: file, atMost: SealKey.greatestLength + 2, isSecret: !isCredential)
        } catch .tooLarge {
            throw Problem(sentence: "\(file): is larger than \(SealKey.greatestLength) bytes, and no key is")
        } catch .unreadable(_, let reason) {
            throw Problem(sentence: "\(file): cannot be used: \(reason)")
        } catch {
            throw Problem(sentence: "\(file): is no regular file")
        }
        guard let key = SealKey(content) else {
            throw Problem(
                sentence: "\(file): has \(content.count) bytes, and a key has \(SealKey.leastLength) to "
                    + "\(SealKey.greatestLength) (make one of random bytes)")
        }
        return key
    }

    /// The key that these settings and this process's environment name.
    static func read(_ settings: Settings) throws(Problem) -> SealKey {
        try read(
            path: settings.sealKey, credentials: ProcessInfo.processInfo.environment["CREDENTIALS_DIRECTORY"])
    }
}
