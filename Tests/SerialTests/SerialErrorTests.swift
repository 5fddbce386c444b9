import Serial
import Testing

struct SerialErrorTests {
    private static let path = "/dev/ttyUSB7"
    private static let dialout = NodePermissions(owner: "root", group: "dialout", mode: 0o660)
    private static let closed = NodePermissions(owner: "root", group: "dialout", mode: 0o600)

    @Test(
        arguments: [
            (.noSuchPath(path: path), "plugged in"),
            (.isADirectory(path: path), "is a directory"),
            (.notATerminal(path: path), "not a serial port"),
            (.noPermission(path: path, node: dialout), "must be in group dialout"),
            (.noPermission(path: path, node: dialout), "root and group dialout, mode 660"),
            (.noPermission(path: path, node: closed), "udev rule"),
            (.noPermission(path: path, node: nil), "directory on the way"),
            (.forbiddenByPolicy(path: path), "DeviceAllow="),
            (.busy(path: path, by: LineHolder(processID: 4711, name: "minicom")), "process 4711 (minicom)"),
            (.busy(path: path, by: nil), "fuser"),
            (.gone(path: path), "cable"),
            (.baudRefused(path: path, asked: .standard3000000, got: BaudRate(baud: 2_000_000)), "3000000 baud"),
            (.baudRefused(path: path, asked: .standard3000000, got: BaudRate(baud: 2_000_000)), "made 2000000 of it"),
            (.modeRefused(path: path), "8 data bits"),
            (.linkOccupied(path: path), "choose another path"),
            (.io(path: path, operation: .lock, errno: 9), "lock /dev/ttyUSB7: Bad file descriptor (error 9)"),
        ] as [(SerialError, String)])
    func `a message says where, what is wrong and what to do`(_ error: SerialError, _ part: String) {
        #expect(error.description.contains(Self.path))
        #expect(error.description.contains(part))
    }
}
