import CSystemd
import Glibc

/// The login manager's promise not to suspend the workstation, for as long as this lives.
struct Inhibitor: ~Copyable {
    private let descriptor: Int32

    private init(owning descriptor: Int32) { self.descriptor = descriptor }

    deinit { _ = Glibc.close(descriptor) }

    /// Asks for it; may block for some seconds.
    ///
    /// - Throws: why it was not given.
    static func take() throws(SystemRefusal) -> Inhibitor {
        let result = unsafe myotherm_inhibitor_take("myothermd", "A treatment is prepared or under way")
        guard result >= 0 else { throw SystemRefusal(operation: "keep the workstation awake", errno: -result) }
        return Inhibitor(owning: result)
    }
}
