/// The speed of a serial line in symbols per second; with 8N1 framing a byte takes ten of them.
public struct BaudRate: Equatable, Sendable {
    /// Symbols per second.
    public let baud: UInt32

    /// Takes a rate of `baud` symbols per second.
    ///
    /// Any may be asked for: `SerialPort.open` reads back what the driver makes of it. Zero, which means "hang up" to
    /// the kernel, is refused there.
    public init(baud: UInt32) {
        self.baud = baud
    }

    /// 460,800 baud: the slowest that carries telemetry during a treatment.
    public static let standard460800 = BaudRate(baud: 460_800)

    /// 921,600 baud: what a device starts with.
    public static let standard921600 = BaudRate(baud: 921_600)

    /// 3,000,000 baud: the fastest that common USB bridges make.
    public static let standard3000000 = BaudRate(baud: 3_000_000)

    /// Whether a line that really runs at `other` still reads bytes sent at this rate.
    ///
    /// A receiver samples the last of ten symbols half a symbol from its edge, so both ends together may differ by 5 %;
    /// 2 % are allowed to this end, which leaves as much to the device and 1 % to the slopes of the signal.
    public func isServed(by other: BaudRate) -> Bool {
        let difference = UInt64(max(baud, other.baud) - min(baud, other.baud))
        return difference * 50 <= UInt64(baud)
    }
}
